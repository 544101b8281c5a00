import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { ApiError } from '../domain/errors.ts';
import { header } from './header.ts';
import { corsHeaders, type Edge, httpAnswer, jsonPart } from './http-answer.ts';
import { problem } from './problem.ts';
import { corsOf, methodsOf } from './routes-by-path.ts';

/** Headers that a page may send along, besides the ones that every page may. */
const ALLOWED_HEADERS = 'authorization, content-type, range, if-none-match';
const PREFLIGHT_SECONDS = 86_400;

const refuse = (event: APIGatewayProxyEvent, edge: Edge, error: ApiError): APIGatewayProxyResult => {
  const { status, body, headers } = problem(error, event.requestContext.requestId);
  const cors = corsHeaders(event, corsOf(event.resource) ?? 'anyone', edge);
  return httpAnswer(event, edge, { statusCode: status, ...jsonPart(body, { ...headers, ...cors }) });
};

const options = (event: APIGatewayProxyEvent, edge: Edge, methods: readonly string[]) => {
  const cors = corsHeaders(event, corsOf(event.resource) ?? 'browserOrigins', edge);
  const isPreflight = header(event, 'access-control-request-method') !== undefined;
  const isAllowed = cors['access-control-allow-origin'] !== undefined;
  return httpAnswer(event, edge, {
    statusCode: 204,
    headers: {
      ...cors,
      allow: methods.join(', '),
      ...(isPreflight &&
        isAllowed && {
          'access-control-allow-methods': methods.join(', '),
          'access-control-allow-headers': ALLOWED_HEADERS,
          'access-control-max-age': String(PREFLIGHT_SECONDS),
        }),
    },
    body: '',
  });
};

/**
 * Answers what no route of the table takes: 404 for a path that is not in it, 405 with Allow for a method that a path
 * does not take, and OPTIONS, with what a browser wants to know before it lets a page call the path.
 */
export const unrouted =
  (edge: Edge) =>
  async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => {
    const methods = methodsOf(event.resource);
    const answer =
      methods.length === 0
        ? refuse(event, edge, new ApiError('not_found', { detail: 'There is nothing at this path.' }))
        : event.httpMethod === 'OPTIONS'
          ? options(event, edge, methods)
          : refuse(
              event,
              edge,
              new ApiError('method_not_allowed', {
                detail: `This path takes ${methods.join(', ')}.`,
                allow: methods,
              }),
            );
    edge.log('request', {
      route: 'unrouted',
      status: answer.statusCode,
      requestId: event.requestContext.requestId,
    });
    return answer;
  };
