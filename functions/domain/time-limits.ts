/** Seconds a capture may take, without its own wait_time (contract, "Time"). */
export const CAPTURE_SECONDS = 60;
/** Seconds until a document must be committed (contract, "Time"). */
export const NAVIGATION_SECONDS = 30;

/**
 * How long a worker may run for one capture: 60 s, the longest wait_time of 30 s, and time to store the result. The
 * lease outlives the worker, so a lease that has run out means a worker that is gone. The queue hides the message for
 * longer than either; a message that finds a live lease all the same comes back when that has run out.
 */
export const RENDER_FUNCTION_SECONDS = 110;
export const LEASE_SECONDS = 115;
export const RENDER_VISIBILITY_SECONDS = 120;

/** How long a sweep may run: until the next one begins, nearly. What it does not finish is due again. */
export const SWEEP_FUNCTION_SECONDS = 55;

/** Before a message that is to be tried again comes back: long enough for a lost browser to be replaced. */
export const RETRY_SECONDS = 1;

/** Returns to the queue before a message counts as dead: each attempt and each wait for its lease, and as many again. */
export const RENDER_MAX_RECEIVES = 12;

/** The longest delay of a message that SQS takes; what is due later waits for the sweeper. */
export const QUEUE_DELAY_MS = 900_000;

/**
 * How long a sender may run for one callback: the 30 s of an attempt (contract, "Callbacks"), and time to read the file
 * for its signature before and to note what came of it. The lease of an attempt (domain/callback.ts) outlives it, and the
 * queue hides the message for as long.
 */
export const CALLBACK_FUNCTION_SECONDS = 50;
export const CALLBACK_VISIBILITY_SECONDS = 60;
/** How often a message comes back while others are sent to the same receiver; after that the sweeper sends it anew. */
export const CALLBACK_RETURNS = 24;
/** Returns before a message counts as dead: those, and as many as may fail. */
export const CALLBACK_MAX_RECEIVES = 40;
