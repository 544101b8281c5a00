import type { CaptureIn } from './capture.ts';
import { LEASE_SECONDS } from './time-limits.ts';

/**
 * Until when a worker may still put files of a capture that has ended, in Unix milliseconds; undefined: none can. Who
 * cancels a capture does not stop the worker that renders it, and that one puts its files before it finds out. It is
 * gone when its lease has run out, which was claimed before the end.
 */
export const lastWriteTime = (ended: CaptureIn<'done'> | CaptureIn<'failed'>): number | undefined => {
  if (ended.status === 'done' || ended.attempt === 0) return undefined;
  // With any other failure it was the worker itself that ended it.
  return ended.failure === 'internal' ? ended.endedAt + LEASE_SECONDS * 1_000 : undefined;
};
