import { presentAccount } from '../http/account-answer.ts';
import { endpoint } from '../http/endpoint.ts';
import { bearerKey } from '../http/json-body.ts';
import { getAccountDependencies } from '../runtime/get-account-dependencies.ts';
import { log } from '../runtime/log.ts';
import { authenticate } from '../usecases/authenticate.ts';

const deps = getAccountDependencies();

/** GET /account */
export const handler = endpoint('getAccount', log, async (event) => {
  const account = await authenticate(deps, event.queryStringParameters?.['key'] ?? bearerKey(event));
  return { status: 200, body: presentAccount(account, deps.plans, deps.now()) };
});
