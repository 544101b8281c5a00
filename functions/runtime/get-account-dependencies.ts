import { accountDependencies } from './account-dependencies.ts';
import { documentClient } from './aws-clients.ts';
import { readEnvironment } from './env.ts';

/** The real parts of GET /account. */
export const getAccountDependencies = () => {
  const environment = readEnvironment('get-account');
  return { ...accountDependencies(documentClient(), environment), plans: environment.PLANS };
};
