import { dynamoCaptureReader } from '../adapters/aws/dynamo-capture-reader.ts';
import { documentClient } from './aws-clients.ts';
import { readEnvironment } from './env.ts';

/** The real parts of GET /capture/{token}. */
export const getCaptureDependencies = () => {
  const environment = readEnvironment('get-capture');
  return {
    captures: dynamoCaptureReader(documentClient(), environment.CAPTURES_TABLE),
    staticUrl: environment.STATIC_URL,
    now: Date.now,
  };
};
