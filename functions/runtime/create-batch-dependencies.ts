import { dynamoBatches } from '../adapters/aws/dynamo-batches.ts';
import type { AdmitCallerDependencies } from '../usecases/admit-caller.ts';
import type { CreateBatchDependencies } from '../usecases/create-batch.ts';
import { documentClient } from './aws-clients.ts';
import { createCaptureDependencies } from './create-capture-dependencies.ts';
import type { Environment } from './env.ts';

/** The real parts of POST /capture/batch. */
export const createBatchDependencies = (
  environment: Environment<'create-batch'>,
): CreateBatchDependencies & AdmitCallerDependencies => {
  const dynamo = documentClient();
  return {
    ...createCaptureDependencies(environment, dynamo),
    batches: dynamoBatches(dynamo, environment.ACCOUNTS_TABLE),
  };
};
