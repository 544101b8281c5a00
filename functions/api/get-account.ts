import { presentAccount } from '../http/account-answer.ts';
import { endpoint } from '../http/endpoint.ts';
import { bearerKey } from '../http/json-body.ts';
import { accountDependencies } from '../runtime/account-dependencies.ts';
import { documentClient } from '../runtime/aws-clients.ts';
import { readEnvironment } from '../runtime/env.ts';
import { log } from '../runtime/log.ts';
import { authenticate } from '../usecases/authenticate.ts';

const environment = readEnvironment('get-account');
const deps = accountDependencies(documentClient(), environment);

/** GET /account */
export const handler = endpoint('getAccount', log, async (event) => {
  const account = await authenticate(deps, event.queryStringParameters?.['key'] ?? bearerKey(event));
  return { status: 200, body: presentAccount(account, environment.PLANS, deps.now()) };
});
