/**
 * The closed set of codes an API call can answer with (contract, "Errors"). Their HTTP statuses stand in
 * http/problem.ts.
 */
export const apiErrorCodes = [
  'invalid_json',
  'invalid_parameter',
  'invalid_key',
  'pro_required',
  'not_found',
  'method_not_allowed',
  'not_ready',
  'idempotency_in_progress',
  'gone',
  'batch_too_large',
  'payload_too_large',
  'unsupported_media_type',
  'invalid_url',
  'invalid_callback_url',
  'rate_limited',
  'waitlist_full',
  'internal',
  'unavailable',
] as const;
export type ApiErrorCode = (typeof apiErrorCodes)[number];

/** What a caller is told beside the code. */
export interface ApiErrorDetails {
  /** One sentence that names the field and the valid values. */
  readonly detail?: string;
  /** Every offending top-level field, not the first. */
  readonly fields?: readonly string[];
  /** Seconds for the Retry-After header. */
  readonly retryAfter?: number;
  /** For the Allow header of `method_not_allowed`. */
  readonly allow?: readonly string[];
}

/**
 * A refusal that the caller is told about; anything else that is thrown answers `internal`. It is an answer and no fault
 * of ours, so it has no stack: a batch can bring thousands, and taking one costs more than the judgement. What was behind
 * it is its cause, with a stack of its own.
 */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: ApiErrorCode;
  readonly details: ApiErrorDetails;

  constructor(code: ApiErrorCode, details: ApiErrorDetails = {}, options?: ErrorOptions) {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    super(details.detail ?? code, options);
    Error.stackTraceLimit = limit;
    this.code = code;
    this.details = details;
  }
}
