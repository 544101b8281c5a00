import * as z from 'zod';
import { ApiError, type ApiErrorCode, apiErrorCodes } from '../domain/errors.ts';

/** The one table from error code to HTTP status (contract, "Errors"). */
export const problemStatus = {
  invalid_json: 400,
  invalid_parameter: 400,
  invalid_key: 401,
  pro_required: 403,
  not_found: 404,
  method_not_allowed: 405,
  payload_too_large: 413,
  unsupported_media_type: 415,
  invalid_url: 422,
  rate_limited: 429,
  waitlist_full: 429,
  internal: 500,
  unavailable: 503,
} as const satisfies Record<ApiErrorCode, number>;

/** The body of every answer that is an error. */
export const problemBody = z.object({
  error: z.enum(apiErrorCodes),
  detail: z.string(),
  fields: z.array(z.string()).optional(),
  request_id: z.string().optional(),
});

/** An error as a caller sees it. What is not an ApiError is `internal` and says nothing but the request's id. */
export const problem = (error: unknown, requestId: string) => {
  const known = error instanceof ApiError ? error : new ApiError('internal');
  const { detail, fields, retryAfter } = known.details;
  const internal = known.code === 'internal';
  return {
    status: problemStatus[known.code],
    headers: retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) },
    body: problemBody.parse({
      error: known.code,
      detail: internal ? 'Something went wrong on our side. Try again.' : (detail ?? known.code),
      fields: fields === undefined ? undefined : [...fields],
      request_id: internal ? requestId : undefined,
    }),
  };
};
