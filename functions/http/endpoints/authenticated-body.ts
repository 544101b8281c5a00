import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { Account } from '../../domain/account.ts';
import type { Fields } from '../../domain/read-request.ts';
import { type AdmitCallerDependencies, admitCaller } from '../../usecases/admit-caller.ts';
import { bearerKey, jsonBody } from '../json-body.ts';

/** The JSON object of a request and the account of its key, which is in the body or, when it has none, in a header. */
export const authenticatedBody = async (
  deps: AdmitCallerDependencies,
  event: APIGatewayProxyEvent,
): Promise<{ account: Account; body: Fields }> => {
  const body = jsonBody(event);
  const key = Object.hasOwn(body, 'key') ? body['key'] : bearerKey(event);
  const address = event.requestContext.identity.sourceIp;
  return { account: await admitCaller(deps, { key, address }), body };
};
