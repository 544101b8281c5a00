/** Seconds between one attempt to deliver a callback and the next (contract, "Callbacks"). */
const delaysSeconds = [5, 300, 1_800, 7_200, 18_000, 36_000, 36_000] as const;
const JITTER = 0.2;

/** Attempts in all before a callback is given up: the first at once, then one after each delay. */
export const CALLBACK_ATTEMPTS = delaysSeconds.length + 1;

/** The moment that a Retry-After header names, as milliseconds from `now` (Unix ms); undefined: it names none. */
const retryAfterMs = (text: string, now: number): number | undefined => {
  const trimmed = text.trim();
  if (/^\d{1,9}$/.test(trimmed)) return Number(trimmed) * 1_000;
  // An HTTP date, and nothing else that a lenient parser would take for one.
  const date = /^[A-Z][a-z]{2,8}, /.test(trimmed) ? Date.parse(trimmed) : Number.NaN;
  return Number.isNaN(date) ? undefined : date - now;
};

/** What decides when the next attempt comes. */
interface Failed {
  /** How many attempts have failed, this one included: 1 to CALLBACK_ATTEMPTS - 1. */
  readonly attempts: number;
  /** From 0 to 1. */
  readonly jitter: number;
  readonly retryAfter?: string | undefined;
  /** Unix milliseconds. */
  readonly now: number;
}

/**
 * Milliseconds until the next attempt: the schedule's delay with 20 % jitter, or what Retry-After asks for, within once
 * and twice the delay.
 */
export const callbackDelay = ({ attempts, jitter, retryAfter, now }: Failed): number => {
  const index = Math.min(Math.max(attempts, 1), delaysSeconds.length) - 1;
  const delay = (delaysSeconds[index] ?? 0) * 1_000;
  const jittered = Math.round(delay * (1 + JITTER * (2 * jitter - 1)));
  const asked = retryAfter === undefined ? undefined : retryAfterMs(retryAfter, now);
  return asked === undefined ? jittered : Math.min(Math.max(asked, delay), 2 * delay);
};
