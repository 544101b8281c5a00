import { createCallbackCaptureEndpoint } from '../http/endpoints/create-callback-capture.ts';
import { createCaptureDependencies } from '../runtime/create-capture-dependencies.ts';
import { edgeOf } from '../runtime/edge.ts';
import { readEnvironment } from '../runtime/env.ts';

const environment = readEnvironment('create-callback-capture');

/** POST /capture/callback */
export const handler = createCallbackCaptureEndpoint(
  createCaptureDependencies(environment),
  edgeOf(environment),
);
