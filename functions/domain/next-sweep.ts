import { type Callback, isUnderWay } from './callback.ts';
import type { Capture, CaptureIn } from './capture.ts';
import type { SweepWork } from './sweep-work.ts';
import { QUEUE_DELAY_MS } from './time-limits.ts';

/** How long after it should have gone on a capture counts as left lying, in milliseconds. */
const PATIENCE_MS = 60_000;
/** How often what is late all the same is looked at, at least. */
const MOST_PATIENCE_MS = 900_000;

/** What the sweeper has to do with a row, and when, in Unix milliseconds. */
export interface Sweep {
  readonly work: SweepWork;
  readonly at: number;
}

// Rarer and rarer: what is late is rather in a long queue than lost again.
const lateAt = (dueAt: number, now: number): number =>
  Math.max(dueAt, now) + Math.min(Math.max(PATIENCE_MS, now - dueAt), MOST_PATIENCE_MS);

/** A queue waits for an attempt that is due soon; the sweeper for one that is due later, and for what was lost. */
const callbackAt = ({ unburied, dueAt }: Callback, now: number): number | undefined => {
  if (unburied) return now + PATIENCE_MS;
  if (dueAt === undefined) return undefined;
  return dueAt - now > QUEUE_DELAY_MS ? dueAt : lateAt(dueAt, now);
};

const afterEnd = (one: CaptureIn<'done'> | CaptureIn<'failed'>, now: number): Sweep | undefined => {
  const { callback, heldUntil, isExpired, keptUntil } = one;
  const callbackIsAt = callback && callbackAt(callback, now);
  const sweeps: Sweep[] = [];
  if (one.status === 'failed' && one.withdrawAt !== undefined && !isUnderWay(callback)) {
    sweeps.push({ work: 'expired', at: one.withdrawAt });
  }
  if (callbackIsAt !== undefined) sweeps.push({ work: 'callbacks', at: callbackIsAt });
  if (heldUntil !== undefined && isExpired !== true) sweeps.push({ work: 'expired', at: heldUntil });
  if (keptUntil !== undefined) sweeps.push({ work: 'expired', at: keptUntil });
  return sweeps.toSorted((first, second) => first.at - second.at)[0];
};

/**
 * What the sweeper has to do with a capture next, and when: one whose turn should have come, one whose attempt ended
 * without a word; of one that has ended a callback that is due or lost, files of one that has failed, and its file and
 * then its row when their time is over. Undefined for what is kept for good, and for what waits for a render slot or for
 * something to pay with: that is looked at by account (next-look.ts).
 */
export const nextSweep = (one: Capture, now: number): Sweep | undefined => {
  switch (one.status) {
    case 'queued':
      return { work: 'late', at: lateAt(one.dueAt, now) };
    case 'processing':
      return { work: 'late', at: Math.max(one.leaseUntil, now) + PATIENCE_MS };
    case 'waitlisted':
    case 'parked':
      return undefined;
    case 'done':
    case 'failed':
      return afterEnd(one, now);
  }
};

/** Whether a capture really was left lying, and has not just gone on: an index may still show what it was before. */
export const isOverdue = (one: CaptureIn<'queued' | 'processing'>, now: number): boolean =>
  (one.status === 'queued' ? one.dueAt : one.leaseUntil) + PATIENCE_MS <= now;
