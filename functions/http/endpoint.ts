import middy, { type MiddlewareObj, type MiddyfiedHandler } from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { corsHeaders, type Edge, httpAnswer, jsonPart } from './http-answer.ts';
import { problem } from './problem.ts';
import type { AnswerSpec, Route } from './route.ts';
import { type OperationId, routes } from './routes.ts';

/** A body that is answered as it is. */
interface RawBody {
  readonly contentType: string;
  /** Base64 when `isBase64` is set. */
  readonly text: string;
  readonly isBase64?: boolean;
}

/** What an operation answers with, of the statuses that its route declares. */
export interface Answer {
  readonly status: number;
  /** The JSON body; it must fit the route's schema for `status`. */
  readonly body?: unknown;
  readonly raw?: RawBody;
  readonly headers?: Readonly<Record<string, string>>;
}

type Operation = (event: APIGatewayProxyEvent) => Promise<Answer>;
type Answering = MiddlewareObj<APIGatewayProxyEvent, Answer | APIGatewayProxyResult, Error>;

/** The handler of one operation, as Lambda calls it. */
export type Endpoint = MiddyfiedHandler<APIGatewayProxyEvent, Answer | APIGatewayProxyResult, Error, Context>;

// Parsed on the way out, so that a field that the table does not declare cannot leak.
const bodyPart = (spec: AnswerSpec, { body, raw }: Answer) => {
  if (spec.mediaTypes === undefined) {
    return spec.schema === undefined ? { headers: {}, body: '' } : jsonPart(spec.schema.parse(body));
  }
  const mediaType = raw?.contentType.split(';')[0] ?? '';
  if (raw === undefined || !spec.mediaTypes.includes(mediaType)) {
    throw new Error(`The route declares no ${mediaType || 'missing'} body.`);
  }
  return {
    headers: { 'content-type': raw.contentType },
    body: raw.text,
    ...(raw.isBase64 === true && { isBase64Encoded: true }),
  };
};

const answerBySpec = (route: Route, edge: Edge): Answering => ({
  after: (request) => {
    const answer = request.response as Answer;
    const spec = route.answers[answer.status];
    if (spec === undefined) throw new Error(`The route declares no answer with status ${answer.status}.`);
    const { headers, ...part } = bodyPart(spec, answer);
    request.response = httpAnswer(request.event, edge, {
      statusCode: answer.status,
      ...part,
      headers: {
        ...headers,
        'cache-control': route.cache,
        ...corsHeaders(request.event, route.cors, edge),
        ...answer.headers,
      },
    });
  },
});

/** An error that its route does not declare is a fault of ours, not an answer. */
const declared = (route: Route, requestId: string, error: unknown) => {
  const known = problem(error, requestId);
  return known.code === 'internal' || route.errors.includes(known.code)
    ? { ...known, error }
    : {
        ...problem(undefined, requestId),
        error: new Error(`The route does not declare ${known.code}.`, { cause: error }),
      };
};

const answerProblems = (route: Route, edge: Edge): Answering => ({
  onError: (request) => {
    const { requestId } = request.event.requestContext;
    const { status, body, headers, error } = declared(route, requestId, request.error);
    if (status >= 500) edge.log('request_failed', { requestId, error });
    request.response = httpAnswer(request.event, edge, {
      statusCode: status,
      ...jsonPart(body, { ...headers, ...corsHeaders(request.event, route.cors, edge) }),
    });
  },
});

/** Writes a log line for each request, with its route, status and duration. */
const logRequest = (route: OperationId, { log }: Edge): Answering => {
  const started = new WeakMap<APIGatewayProxyEvent, number>();
  const write: Answering['after'] = ({ event, response }) => {
    const { statusCode: status } = response as APIGatewayProxyResult;
    const durationMs = Math.round(performance.now() - (started.get(event) ?? performance.now()));
    log('request', { route, status, durationMs, requestId: event.requestContext.requestId });
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
export const endpoint = (operation: OperationId, edge: Edge, run: Operation): Endpoint => {
  const route: Route = routes[operation];
  return middy<APIGatewayProxyEvent, Answer | APIGatewayProxyResult>(run)
    .use(logRequest(operation, edge))
    .use(answerProblems(route, edge))
    .use(answerBySpec(route, edge));
};
