import { ResponseType, type RestApi } from 'aws-cdk-lib/aws-apigateway';
import type { ApiErrorCode } from '../../functions/domain/errors.ts';
import { EXPOSED_HEADERS } from '../../functions/http/exposed-headers.ts';
import { problemStatus, problems } from '../../functions/http/problem.ts';
import { STRICT_TRANSPORT } from '../../functions/http/strict-transport.ts';
import type { StageConfig } from '../config/stage-config.ts';

interface GatewayAnswer {
  readonly error: ApiErrorCode;
  readonly detail: string;
  readonly fields?: readonly string[];
  /** Seconds. */
  readonly retryAfter?: number;
}

const notFound = { error: 'not_found', detail: 'There is nothing at this path.' } as const;
const badRequest = {
  error: 'invalid_parameter',
  detail: 'The request could not be read. Check its path, its query and its headers.',
  fields: [],
} as const;
const rateLimited = {
  error: 'rate_limited',
  detail: problems.rate_limited.example,
  retryAfter: 1,
} as const;
const unavailable = {
  error: 'unavailable',
  detail: problems.unavailable.example,
  retryAfter: 1,
} as const;

/**
 * Everything that API Gateway answers by itself. The defaults hold for each type that is not listed: the client's errors
 * that are left all mean that no route matched, which API Gateway says as a missing or a malformed signature.
 */
const answers: readonly (readonly [ResponseType, GatewayAnswer])[] = [
  [ResponseType.DEFAULT_4XX, notFound],
  [ResponseType.MISSING_AUTHENTICATION_TOKEN, notFound],
  [ResponseType.DEFAULT_5XX, { error: 'internal', detail: problems.internal.example }],
  [ResponseType.BAD_REQUEST_BODY, badRequest],
  [ResponseType.BAD_REQUEST_PARAMETERS, badRequest],
  [
    ResponseType.UNSUPPORTED_MEDIA_TYPE,
    { error: 'unsupported_media_type', detail: problems.unsupported_media_type.example },
  ],
  [
    ResponseType.REQUEST_TOO_LARGE,
    { error: 'payload_too_large', detail: problems.payload_too_large.example },
  ],
  [ResponseType.THROTTLED, rateLimited],
  [ResponseType.QUOTA_EXCEEDED, rateLimited],
  [ResponseType.INTEGRATION_FAILURE, unavailable],
  [ResponseType.INTEGRATION_TIMEOUT, unavailable],
];

const bodyTemplate = ({ error, detail, fields }: GatewayAnswer): string =>
  JSON.stringify({
    error,
    detail,
    fields,
    request_id: error === 'internal' ? '$context.requestId' : undefined,
  });

const responseHeaders = (
  { retryAfter }: GatewayAnswer,
  { tlsOnly }: StageConfig,
): Record<string, string> => ({
  // Nothing of these answers is anyone's secret, and a page is to learn why its call failed.
  'Access-Control-Allow-Origin': "'*'",
  'Access-Control-Expose-Headers': `'${EXPOSED_HEADERS}'`,
  'Cache-Control': "'no-store'",
  'X-Content-Type-Options': "'nosniff'",
  'X-Request-Id': 'context.requestId',
  ...(tlsOnly && { 'Strict-Transport-Security': `'${STRICT_TRANSPORT}'` }),
  ...(retryAfter !== undefined && { 'Retry-After': `'${retryAfter}'` }),
});

/** Gives what API Gateway answers by itself the shape of the contract's errors. */
export const addGatewayResponses = (api: RestApi, config: StageConfig): void => {
  for (const [type, answer] of answers) {
    api.addGatewayResponse(`Answer-${type.responseType}`, {
      type,
      statusCode: String(problemStatus[answer.error]),
      responseHeaders: responseHeaders(answer, config),
      templates: { 'application/json': bodyTemplate(answer) },
    });
  }
};
