import { randomBytes } from 'node:crypto';
import { accountDependencies } from '../../functions/runtime/account-dependencies.ts';
import { documentClient } from '../../functions/runtime/aws-clients.ts';
import { stageTarget } from './stage-target.ts';

/** The real parts of the commands about accounts and keys, at a stage. Throws as stageTarget does. */
export const operatorDependencies = (stage: string) => {
  const { accountsTable, pepperSecretArn, plans } = stageTarget(stage);
  const environment = { ACCOUNTS_TABLE: accountsTable, PEPPER_SECRET_ARN: pepperSecretArn };
  return { ...accountDependencies(documentClient(), environment), randomBytes, plans };
};
