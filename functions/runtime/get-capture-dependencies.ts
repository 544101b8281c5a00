import { KMSClient } from '@aws-sdk/client-kms';
import { kmsEnvelopes } from '../adapters/aws/kms-envelopes.ts';
import { captureReaderDependencies } from './capture-reader-dependencies.ts';
import type { Environment } from './env.ts';

/** The real parts of GET /capture/{token}. */
export const getCaptureDependencies = (environment: Environment<'get-capture'>) => ({
  ...captureReaderDependencies(environment),
  envelopes: kmsEnvelopes(new KMSClient(), environment.SEALING_KEY_ARN),
  urls: { staticUrl: environment.STATIC_URL, apiUrl: environment.API_URL },
});
