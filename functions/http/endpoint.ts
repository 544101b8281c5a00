import middy, { type MiddlewareObj, type MiddyfiedHandler } from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import type { Log } from '../ports.ts';
import { problem } from './problem.ts';
import { type OperationId, type Route, routes } from './routes.ts';

/** What an operation answers with; `body` must fit the route's schema for `status`. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

type Operation = (event: APIGatewayProxyEvent) => Promise<Answer>;
type Answering = MiddlewareObj<APIGatewayProxyEvent, Answer | APIGatewayProxyResult, Error>;

const httpResult = (
  status: number,
  body: unknown,
  requestId: string,
  headers: Readonly<Record<string, string>> = {},
): APIGatewayProxyResult => ({
  statusCode: status,
  headers: {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-request-id': requestId,
    ...headers,
  },
  body: JSON.stringify(body),
});

const requestIdOf = (event: APIGatewayProxyEvent): string => event.requestContext.requestId;

// Parsed on the way out, so that a field that the table does not declare cannot leak.
const answerBySchema = (route: Route): Answering => ({
  after: (request) => {
    const answer = request.response as Answer;
    const schema = route.answers[answer.status];
    if (schema === undefined) throw new Error(`The route declares no answer with status ${answer.status}.`);
    request.response = httpResult(answer.status, schema.parse(answer.body), requestIdOf(request.event));
  },
});

const answerProblems = (log: Log): Answering => ({
  onError: (request) => {
    const requestId = requestIdOf(request.event);
    const { status, body, headers } = problem(request.error, requestId);
    if (status >= 500) log('request_failed', { requestId, error: request.error });
    request.response = httpResult(status, body, requestId, headers);
  },
});

const logRequest = (operation: OperationId, log: Log): Answering => {
  const started = new WeakMap<APIGatewayProxyEvent, number>();
  const write: Answering['after'] = ({ event, response }) => {
    const { statusCode: status } = response as APIGatewayProxyResult;
    const durationMs = Math.round(performance.now() - (started.get(event) ?? performance.now()));
    log('request', { route: operation, status, durationMs, requestId: requestIdOf(event) });
  };
  return {
    before: ({ event }) => {
      started.set(event, performance.now());
    },
    after: write,
    onError: write,
  };
};

/** The Lambda handler of one operation: whatever happens in it, the answer has the contract's shape. */
export const endpoint = (
  operation: OperationId,
  log: Log,
  run: Operation,
): MiddyfiedHandler<APIGatewayProxyEvent, Answer | APIGatewayProxyResult, Error, Context> =>
  middy<APIGatewayProxyEvent, Answer | APIGatewayProxyResult>(run)
    .use(logRequest(operation, log))
    .use(answerProblems(log))
    .use(answerBySchema(routes[operation]));
