import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { Log } from '../ports/log.ts';
import { EXPOSED_HEADERS } from './exposed-headers.ts';
import { header } from './header.ts';
import type { Route } from './route.ts';
import { STRICT_TRANSPORT } from './strict-transport.ts';

/** What the edge of a stage adds to every answer. */
export interface Edge {
  readonly log: Log;
  /** True where plain HTTP is not served, and browsers are told to remember that. */
  readonly tlsOnly: boolean;
  /** Origins whose pages may call the API with a key; `*` stands for all. */
  readonly browserOrigins: readonly string[];
}

/** The CORS headers of an answer; empty when the page that asks may not read it. */
export const corsHeaders = (
  event: APIGatewayProxyEvent,
  cors: Route['cors'],
  { browserOrigins }: Edge,
): Record<string, string> => {
  if (cors === 'anyone' || browserOrigins.includes('*')) {
    return { 'access-control-allow-origin': '*', 'access-control-expose-headers': EXPOSED_HEADERS };
  }
  if (browserOrigins.length === 0) return {};
  const origin = header(event, 'origin');
  return origin !== undefined && browserOrigins.includes(origin)
    ? {
        'access-control-allow-origin': origin,
        'access-control-expose-headers': EXPOSED_HEADERS,
        vary: 'origin',
      }
    : { vary: 'origin' };
};

/** An answer as API Gateway takes it, with what every answer has. */
export const httpAnswer = (
  event: APIGatewayProxyEvent,
  { tlsOnly }: Edge,
  answer: Pick<APIGatewayProxyResult, 'statusCode' | 'headers' | 'isBase64Encoded'> & { body: string },
): APIGatewayProxyResult => ({
  ...answer,
  // API Gateway passes on what a function answers to HEAD.
  body: event.httpMethod === 'HEAD' ? '' : answer.body,
  headers: {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-request-id': event.requestContext.requestId,
    ...(tlsOnly && { 'strict-transport-security': STRICT_TRANSPORT }),
    ...answer.headers,
  },
});

/** The headers and the body of a JSON answer. */
export const jsonPart = (value: unknown, headers: Readonly<Record<string, string>> = {}) => ({
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(value),
});
