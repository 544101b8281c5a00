import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { Account } from '../../domain/account.ts';
import type { Fields } from '../../domain/read-request.ts';
import { type AuthenticateDependencies, authenticate } from '../../usecases/authenticate.ts';
import { bearerKey, jsonBody } from '../json-body.ts';

/** The JSON object of a request and the account of its key, which is in the body or, when it has none, in a header. */
export const authenticatedBody = async (
  deps: AuthenticateDependencies,
  event: APIGatewayProxyEvent,
): Promise<{ account: Account; body: Fields }> => {
  const body = jsonBody(event);
  return { account: await authenticate(deps, body['key'] ?? bearerKey(event)), body };
};
