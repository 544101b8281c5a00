import { randomBytes } from 'node:crypto';
import { dynamoCaptures } from '../../functions/adapters/aws/dynamo-captures.ts';
import { accountDependencies } from '../../functions/runtime/account-dependencies.ts';
import { documentClient } from '../../functions/runtime/aws-clients.ts';
import { stageQueue } from './stage-queue.ts';
import { stageTarget } from './stage-target.ts';

/** The real parts of the commands about accounts and keys, at a stage. Throws as stageTarget does. */
export const operatorDependencies = (stage: string) => {
  const { accountsTable, capturesTable, renderQueue, pepperSecretArn, plans } = stageTarget(stage);
  const environment = { ACCOUNTS_TABLE: accountsTable, PEPPER_SECRET_ARN: pepperSecretArn };
  const dynamo = documentClient();
  return {
    ...accountDependencies(dynamo, environment),
    captures: dynamoCaptures(dynamo, { captures: capturesTable, accounts: accountsTable }),
    queue: stageQueue(renderQueue),
    randomBytes,
    plans,
  };
};
