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

/** A refusal that the caller is told about; anything else that is thrown answers `internal`. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: ApiErrorCode;
  readonly details: ApiErrorDetails;

  constructor(code: ApiErrorCode, details: ApiErrorDetails = {}, options?: ErrorOptions) {
    super(details.detail ?? code, options);
    this.code = code;
    this.details = details;
  }
}
