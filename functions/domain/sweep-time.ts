import type { Capture, CaptureIn } from './capture.ts';
import { nextMonth } from './utc-month.ts';

/** How long after it should have gone on a capture counts as left lying, in milliseconds. */
const PATIENCE_MS = 60_000;
/** How often what is late all the same is looked at, at least. */
const MOST_PATIENCE_MS = 900_000;
/** How often a wait list is tried, in milliseconds. */
const WAITLIST_MS = 3_600_000;

/**
 * When the sweeper has to look at a capture again, in Unix milliseconds: one whose turn should have come, one whose
 * attempt ended without a word, one on the wait list each hour and when the quota starts anew, and one that has ended
 * when its time is over. Undefined for what has ended and is kept for good.
 */
export const sweepTime = (one: Capture, now: number): number | undefined => {
  switch (one.status) {
    case 'parked':
    case 'queued':
      // Rarer and rarer: what is late is rather in a long queue than lost again.
      return Math.max(one.dueAt, now) + Math.min(Math.max(PATIENCE_MS, now - one.dueAt), MOST_PATIENCE_MS);
    case 'processing':
      return Math.max(one.leaseUntil, now) + PATIENCE_MS;
    case 'waitlisted':
      // And each hour: credits that came at the very moment of the submit may have found nothing to release yet.
      return Math.min(nextMonth(now), now + WAITLIST_MS);
    case 'done':
    case 'failed':
      return one.keptUntil;
  }
};

/** Whether a capture really was left lying, and has not just gone on: an index may still show what it was before. */
export const isOverdue = (one: CaptureIn<'queued' | 'processing'>, now: number): boolean =>
  (one.status === 'queued' ? one.dueAt : one.leaseUntil) + PATIENCE_MS <= now;
