/** Seconds a capture may take, without its own wait_time (contract, "Time"). */
export const CAPTURE_SECONDS = 60;
/** Seconds until a document must be committed (contract, "Time"). */
export const NAVIGATION_SECONDS = 30;

/**
 * How long a worker may run for one capture: 60 s, the longest wait_time of 30 s, and time to store the result. The
 * lease outlives the worker, and the queue hides the message for longer than the lease: a message that comes back
 * always finds a lease that has run out, so no capture waits for a second return.
 */
export const RENDER_FUNCTION_SECONDS = 110;
export const LEASE_SECONDS = 115;
export const RENDER_VISIBILITY_SECONDS = 120;

/** Returns to the queue before a message counts as dead: every attempt, and room for duplicates. */
export const RENDER_MAX_RECEIVES = 8;
