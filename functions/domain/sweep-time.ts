import type { Capture, CaptureIn } from './capture.ts';
import { nextMonth } from './utc-month.ts';

/** How long after it should have gone on a capture counts as left lying, in milliseconds. */
const PATIENCE_MS = 60_000;
/** How often a wait list is tried, in milliseconds. */
const WAITLIST_MS = 3_600_000;

/**
 * When the sweeper has to look at a capture again, in Unix milliseconds: one that was never claimed, one whose attempt
 * ended without a word, and one on the wait list each hour and when the quota starts anew. Undefined for what has ended.
 */
export const sweepTime = (one: Capture, now: number): number | undefined => {
  switch (one.status) {
    case 'queued':
      return Math.max(one.dueAt, now) + PATIENCE_MS;
    case 'processing':
      return Math.max(one.leaseUntil, now) + PATIENCE_MS;
    case 'waitlisted':
      // And each hour: credits that came at the very moment of the submit may have found nothing to release yet.
      return Math.min(nextMonth(now), now + WAITLIST_MS);
    case 'done':
    case 'failed':
      return undefined;
  }
};

/** Whether a capture really was left lying, and has not just gone on: an index may still show what it was before. */
export const isOverdue = (one: CaptureIn<'queued' | 'processing'>, now: number): boolean =>
  (one.status === 'queued' ? one.dueAt : one.leaseUntil) + PATIENCE_MS <= now;
