import { type Callback, lastCallbackResult } from '../../functions/domain/callback.ts';
import { callbackHost } from './callback-host.ts';
import { unixSeconds } from './unix-seconds.ts';

/**
 * A callback as --json prints it. Times are Unix seconds; `trail` has the last attempts, each with the status of the
 * answer or why there was none: neither, while it is under way.
 */
export const callbackRecord = (callback: Callback) => ({
  state: callback.state,
  host: callbackHost(callback.url),
  attempts: callback.attempts,
  attempts_forgiven: callback.forgiven,
  next_attempt_at: unixSeconds(callback.dueAt),
  last_attempt_at: unixSeconds(callback.trail.at(-1)?.at),
  last_result: lastCallbackResult(callback) ?? null,
  trail: callback.trail.map(({ at, ms, status, fault }) => ({
    at: unixSeconds(at),
    status: status ?? null,
    fault: fault ?? null,
    duration_ms: ms ?? null,
  })),
});
