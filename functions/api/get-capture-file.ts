import { getCaptureFileEndpoint } from '../http/endpoints/get-capture-file.ts';
import { edgeOf } from '../runtime/edge.ts';
import { readEnvironment } from '../runtime/env.ts';
import { getCaptureFileDependencies } from '../runtime/get-capture-file-dependencies.ts';

const environment = readEnvironment('get-capture-file');

/** GET /capture/{token}/file */
export const handler = getCaptureFileEndpoint(getCaptureFileDependencies(environment), edgeOf(environment));
