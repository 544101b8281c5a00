import { S3Client } from '@aws-sdk/client-s3';
import { s3HeldFiles } from '../adapters/aws/s3-held-files.ts';
import { captureReaderDependencies } from './capture-reader-dependencies.ts';
import type { Environment } from './env.ts';

/** The real parts of GET /capture/{token}/file. */
export const getCaptureFileDependencies = (environment: Environment<'get-capture-file'>) => ({
  ...captureReaderDependencies(environment),
  held: s3HeldFiles(new S3Client(), environment.PRIVATE_BUCKET),
});
