import * as z from 'zod';
import { ApiError, type ApiErrorCode, apiErrorCodes } from '../domain/errors.ts';
import { pascalCase } from './pascal-case.ts';

interface Problem {
  readonly status: number;
  /** When a call is answered so; the documentation says it. */
  readonly means: string;
  /** What `detail` may say. */
  readonly example: string;
  /** Fields that the body has besides `error` and `detail`. */
  readonly with?: 'fields' | 'request_id';
}

/** The one table from error code to HTTP status (contract, "Errors"). */
export const problems = {
  invalid_json: {
    status: 400,
    means: 'The body is not a JSON object.',
    example: 'The body is not valid JSON.',
  },
  invalid_parameter: {
    status: 400,
    means: 'Fields are missing, of the wrong type or out of range; `fields` names all of them.',
    example: 'ratio must be one of 16:9, 4:3, 16:10, 3:2, 2:1, 1:1, 9:16, 3:4, 10:16, 2:3, 1:2.',
    with: 'fields',
  },
  invalid_key: {
    status: 401,
    means: 'The API key is missing, malformed, unknown or revoked: one answer for all.',
    example: 'The key is missing or not valid. Send your 12-character API key as "key".',
  },
  pro_required: {
    status: 403,
    means: 'Fields ask for what only Pro accounts may have; `fields` names all of them.',
    example: 'format must be jpg. Anything else needs a Pro account.',
    with: 'fields',
  },
  not_found: {
    status: 404,
    means: 'There is nothing with this token or at this path.',
    example: 'There is no capture with this token.',
  },
  method_not_allowed: {
    status: 405,
    means: 'The path does not take this method; `Allow` names those that it takes.',
    example: 'This path takes POST, OPTIONS.',
  },
  not_ready: {
    status: 409,
    means: 'The file was asked for before the capture is done.',
    example: 'The capture is not done yet. Ask for its status first.',
  },
  idempotency_in_progress: {
    status: 409,
    means: 'The first call with this idempotency key is still running; `Retry-After` says when to ask again.',
    example: 'The first call with this idempotency_key is still running. Send it again in a moment.',
  },
  gone: {
    status: 410,
    means: 'The file has expired.',
    example: 'The file has expired. Submit the capture again.',
  },
  batch_too_large: {
    status: 413,
    means: 'The batch has more jobs than any account may send.',
    example: 'A batch may have 5000 jobs at most.',
  },
  payload_too_large: {
    status: 413,
    means: 'The body has more than 4 MB.',
    example: 'The body may have 4 MB at most.',
  },
  unsupported_media_type: {
    status: 415,
    means: 'The body is declared as something else than JSON.',
    example: 'The content type must be application/json, in UTF-8.',
  },
  invalid_url: {
    status: 422,
    means: 'The URL may not be captured. Which rule refused it is not said.',
    example:
      'The url is not allowed. It must begin with http:// or https:// and have a public host, without user and password.',
  },
  invalid_callback_url: {
    status: 422,
    means: 'The callback URL may not be called. Which rule refused it is not said.',
    example: 'The callback_url is not allowed. It must be an https URL with a public host.',
  },
  rate_limited: {
    status: 429,
    means: 'Too many requests; `Retry-After` says when to try again.',
    example: 'There are too many requests. Try again in a second.',
  },
  waitlist_full: {
    status: 429,
    means: 'Quota, credits and wait list are used up; `Retry-After` says when the quota starts anew.',
    example: "This month's quota, the credits and the wait list are used up.",
  },
  internal: {
    status: 500,
    means:
      'Something went wrong on the side of the service. `request_id` helps its operator to find out what.',
    example: 'Something went wrong on our side. Try again.',
    with: 'request_id',
  },
  unavailable: {
    status: 503,
    means:
      'The service cannot do this at the moment, or this version of it cannot do it yet; `detail` says which.',
    example: 'The service did not answer in time. Try again.',
  },
} as const satisfies Record<ApiErrorCode, Problem>;

/** Each code's HTTP status. */
export const problemStatus = Object.fromEntries(
  apiErrorCodes.map((code) => [code, problems[code].status]),
) as { readonly [Code in ApiErrorCode]: (typeof problems)[Code]['status'] };

const extras = {
  fields: {
    fields: z.array(z.string()).meta({ description: 'All offending fields.', examples: [['ratio']] }),
  },
  request_id: { request_id: z.string().meta({ description: 'The same as the header `x-request-id`.' }) },
};
const extrasOf = (code: ApiErrorCode) => {
  const { with: extra }: Problem = problems[code];
  return extra === undefined ? {} : extras[extra];
};

/** The body of the answer to an error of this code. */
const bodyOf = (code: ApiErrorCode) => {
  const { means, example } = problems[code];
  return z
    .object({
      error: z.literal(code).meta({ description: 'The code of the error.' }),
      detail: z.string().meta({ description: 'What is wrong and what to do.', examples: [example] }),
      ...extrasOf(code),
    })
    .meta({ id: `Error${pascalCase(code)}`, description: means });
};

/** The body of every answer that is an error, by its code. */
export const problemBodies = Object.fromEntries(
  apiErrorCodes.map((code) => [code, bodyOf(code)]),
) as Readonly<Record<ApiErrorCode, ReturnType<typeof bodyOf>>>;

/** Any answer that is an error. */
export const problemBody = z.union(
  apiErrorCodes.map((code) => problemBodies[code].strict()) as [
    ReturnType<typeof bodyOf>,
    ...ReturnType<typeof bodyOf>[],
  ],
);

/** An error as a caller sees it. What is not an ApiError is `internal` and says nothing but the request's id. */
export const problem = (error: unknown, requestId: string) => {
  const known = error instanceof ApiError ? error : new ApiError('internal');
  const { code, details } = known;
  const { detail = problems[code].example, fields = [], retryAfter, allow } = details;
  return {
    code,
    status: problemStatus[code],
    headers: {
      ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
      ...(allow !== undefined && { allow: allow.join(', ') }),
    },
    body: problemBodies[code].parse({
      error: code,
      detail: code === 'internal' ? problems.internal.example : detail,
      fields: [...fields],
      request_id: requestId,
    }),
  };
};
