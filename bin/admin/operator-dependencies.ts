import { randomBytes } from 'node:crypto';
import { dynamoCaptures } from '../../functions/adapters/aws/dynamo-captures.ts';
import { accountDependencies } from '../../functions/runtime/account-dependencies.ts';
import { documentClient } from '../../functions/runtime/aws-clients.ts';
import { retentionOf } from '../../functions/runtime/retention-of.ts';
import { stageQueue } from './stage-queue.ts';
import { stageTarget } from './stage-target.ts';

/** The real parts of the commands about accounts, keys and captures, at a stage. Throws as stageTarget does. */
export const operatorDependencies = (stage: string) => {
  const { accountsTable, capturesTable, queues, pepperSecretArn, config } = stageTarget(stage);
  const environment = { ACCOUNTS_TABLE: accountsTable, PEPPER_SECRET_ARN: pepperSecretArn };
  const dynamo = documentClient();
  const { plans, resultRetentionDays, privateRetentionHours } = config;
  return {
    ...accountDependencies(dynamo, environment),
    captures: dynamoCaptures(dynamo, { captures: capturesTable, accounts: accountsTable }),
    queue: stageQueue(queues),
    retention: retentionOf({
      RESULT_RETENTION_DAYS: resultRetentionDays,
      PRIVATE_RETENTION_HOURS: privateRetentionHours,
    }),
    randomBytes,
    plans,
  };
};
