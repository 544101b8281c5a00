import { dynamoCaptureReader } from '../adapters/aws/dynamo-capture-reader.ts';
import { documentClient } from './aws-clients.ts';

/** The real parts of what only reads captures. */
export const captureReaderDependencies = (environment: { readonly CAPTURES_TABLE: string }) => ({
  captures: dynamoCaptureReader(documentClient(), environment.CAPTURES_TABLE),
  now: Date.now,
});
