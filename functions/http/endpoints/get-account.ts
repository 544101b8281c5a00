import type { Plans } from '../../domain/account.ts';
import { type AdmitCallerDependencies, admitCaller } from '../../usecases/admit-caller.ts';
import { presentAccount } from '../account-answer.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import type { Edge } from '../http-answer.ts';
import { bearerKey } from '../json-body.ts';

/** GET /account */
export const getAccountEndpoint = (
  deps: AdmitCallerDependencies & { readonly plans: Plans },
  edge: Edge,
): Endpoint =>
  endpoint('getAccount', edge, async (event) => {
    const key = event.queryStringParameters?.['key'] || bearerKey(event);
    const account = await admitCaller(deps, { key, address: event.requestContext.identity.sourceIp });
    return { status: 200, body: presentAccount(account, deps.plans, deps.now()) };
  });
