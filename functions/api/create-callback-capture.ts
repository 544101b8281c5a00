import { createCallbackCaptureEndpoint } from '../http/endpoints/create-callback-capture.ts';
import { createCaptureDependencies } from '../runtime/create-capture-dependencies.ts';
import { edgeOf } from '../runtime/edge.ts';
import { readEnvironment } from '../runtime/env.ts';
import { lambdaEntry } from '../runtime/lambda-entry.ts';

const environment = readEnvironment('create-callback-capture');

/** POST /capture/callback */
export const handler = lambdaEntry(
  createCallbackCaptureEndpoint(createCaptureDependencies(environment), edgeOf(environment)),
);
