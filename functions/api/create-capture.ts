import { createCaptureEndpoint } from '../http/endpoints/create-capture.ts';
import { createCaptureDependencies } from '../runtime/create-capture-dependencies.ts';
import { edgeOf } from '../runtime/edge.ts';
import { readEnvironment } from '../runtime/env.ts';
import { lambdaEntry } from '../runtime/lambda-entry.ts';

const environment = readEnvironment('create-capture');

/** POST /capture */
export const handler = lambdaEntry(
  createCaptureEndpoint(createCaptureDependencies(environment), edgeOf(environment)),
);
