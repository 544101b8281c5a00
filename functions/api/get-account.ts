import { getAccountEndpoint } from '../http/endpoints/get-account.ts';
import { accountDependencies } from '../runtime/account-dependencies.ts';
import { documentClient } from '../runtime/aws-clients.ts';
import { edgeOf } from '../runtime/edge.ts';
import { readEnvironment } from '../runtime/env.ts';
import { lambdaEntry } from '../runtime/lambda-entry.ts';

const environment = readEnvironment('get-account');

/** GET /account */
export const handler = lambdaEntry(
  getAccountEndpoint(
    { ...accountDependencies(documentClient(), environment), plans: environment.PLANS },
    edgeOf(environment),
  ),
);
