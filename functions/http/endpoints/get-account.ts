import type { Plans } from '../../domain/account.ts';
import { type AuthenticateDependencies, authenticate } from '../../usecases/authenticate.ts';
import { presentAccount } from '../account-answer.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import type { Edge } from '../http-answer.ts';
import { bearerKey } from '../json-body.ts';

/** GET /account */
export const getAccountEndpoint = (
  deps: AuthenticateDependencies & { readonly plans: Plans },
  edge: Edge,
): Endpoint =>
  endpoint('getAccount', edge, async (event) => {
    const key = event.queryStringParameters?.['key'] ?? bearerKey(event);
    const account = await authenticate(deps, key);
    return { status: 200, body: presentAccount(account, deps.plans, deps.now()) };
  });
