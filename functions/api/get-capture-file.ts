import { getCaptureFileEndpoint } from '../http/endpoints/get-capture-file.ts';
import { captureReaderDependencies } from '../runtime/capture-reader-dependencies.ts';
import { edgeOf } from '../runtime/edge.ts';
import { readEnvironment } from '../runtime/env.ts';

const environment = readEnvironment('get-capture-file');

/** GET /capture/{token}/file */
export const handler = getCaptureFileEndpoint(captureReaderDependencies(environment), edgeOf(environment));
