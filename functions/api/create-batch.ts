import { createBatchEndpoint } from '../http/endpoints/create-batch.ts';
import { createBatchDependencies } from '../runtime/create-batch-dependencies.ts';
import { edgeOf } from '../runtime/edge.ts';
import { readEnvironment } from '../runtime/env.ts';
import { lambdaEntry } from '../runtime/lambda-entry.ts';

const environment = readEnvironment('create-batch');

/** POST /capture/batch */
export const handler = lambdaEntry(
  createBatchEndpoint(createBatchDependencies(environment), edgeOf(environment)),
);
