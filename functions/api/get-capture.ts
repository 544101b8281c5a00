import { getCaptureEndpoint } from '../http/endpoints/get-capture.ts';
import { edgeOf } from '../runtime/edge.ts';
import { readEnvironment } from '../runtime/env.ts';
import { getCaptureDependencies } from '../runtime/get-capture-dependencies.ts';
import { lambdaEntry } from '../runtime/lambda-entry.ts';

const environment = readEnvironment('get-capture');

/** GET /capture/{token} */
export const handler = lambdaEntry(
  getCaptureEndpoint(getCaptureDependencies(environment), edgeOf(environment)),
);
