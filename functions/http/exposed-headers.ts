/** The headers of an answer that a page of another site may read, as Access-Control-Expose-Headers names them. */
export const EXPOSED_HEADERS = 'x-request-id, retry-after, x-idempotent-replay, x-idempotent-mismatch';
