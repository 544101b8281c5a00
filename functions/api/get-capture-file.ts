import { getCaptureFileEndpoint } from '../http/endpoints/get-capture-file.ts';
import { edgeOf } from '../runtime/edge.ts';
import { readEnvironment } from '../runtime/env.ts';
import { getCaptureFileDependencies } from '../runtime/get-capture-file-dependencies.ts';
import { lambdaEntry } from '../runtime/lambda-entry.ts';

const environment = readEnvironment('get-capture-file');

/** GET /capture/{token}/file */
export const handler = lambdaEntry(
  getCaptureFileEndpoint(getCaptureFileDependencies(environment), edgeOf(environment)),
);
