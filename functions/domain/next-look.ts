import type { AccountCounters, CounterName } from './account.ts';
import type { Sweep } from './next-sweep.ts';
import { nextMonth } from './utc-month.ts';

/**
 * How long after a sweep looked at an account whose captures wait for a render slot it is due again, in milliseconds: by the
 * next sweep, which begins about a minute after this one did.
 */
const FOR_SLOT_MS = 45_000;
/** How often one is looked at whose captures wait for something to pay with, in milliseconds. */
const FOR_ALLOWANCE_MS = 3_600_000;
/** How long ago somebody may have looked at the month who writes only now, in milliseconds. */
const MONTH_SEEN_MS = 60_000;

/** When the sweeper looks at an account, and for a render slot or for something to pay with. */
export type Look = Sweep & { readonly work: 'waiting' | 'waitlist' };

/** When it looks at one of which captures begin to wait for a render slot at `now` (Unix ms), or may wait. */
export const lookForSlot = (now: number): Look => ({ work: 'waiting', at: now + FOR_SLOT_MS });

/**
 * The same where they wait for something to pay with: when the quota starts anew, or at once where it just has, since they
 * may have been judged by the month before. And each hour, since credits that came at the very moment of a submit may
 * have found nothing to release yet.
 */
export const lookForAllowance = (now: number): Look => ({
  work: 'waitlist',
  at: Math.min(nextMonth(now - MONTH_SEEN_MS), now + FOR_ALLOWANCE_MS),
});

/** Whether some of a counter waits, or may, since it was changed after `since`: the index shows that late. */
const mayWait = (
  account: AccountCounters,
  counter: Exclude<CounterName, 'inflight'>,
  since: number,
): boolean =>
  (account[counter] ?? 0) > 0 ||
  (account[`${counter}TakenAt`] ?? 0) > since ||
  (account[`${counter}GivenAt`] ?? 0) > since;

/**
 * When an account is looked at next of which all went on that could: one look does for all that waits, however much it
 * is. Undefined: nothing waits any more. What was counted last after `stillSince` may wait all the same: the index,
 * which was read before, need not have shown it. All times are Unix milliseconds.
 */
export const nextLook = (
  account: AccountCounters,
  { now, stillSince }: { readonly now: number; readonly stillSince: number },
): Look | undefined => {
  if (mayWait(account, 'parked', stillSince)) return lookForSlot(now);
  return mayWait(account, 'waitlisted', stillSince) ? lookForAllowance(now) : undefined;
};
