import { getCaptureEndpoint } from '../http/endpoints/get-capture.ts';
import { captureReaderDependencies } from '../runtime/capture-reader-dependencies.ts';
import { edgeOf } from '../runtime/edge.ts';
import { readEnvironment } from '../runtime/env.ts';

const environment = readEnvironment('get-capture');
const urls = { staticUrl: environment.STATIC_URL, apiUrl: environment.API_URL };

/** GET /capture/{token} */
export const handler = getCaptureEndpoint(
  { ...captureReaderDependencies(environment), urls },
  edgeOf(environment),
);
