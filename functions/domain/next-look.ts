import type { AccountCounters, CounterName } from './account.ts';
import { nextMonth } from './utc-month.ts';

/** How often an account is looked at whose captures wait for a render slot, in milliseconds. */
const FOR_SLOT_MS = 60_000;
/** How often one is looked at whose captures wait for something to pay with, in milliseconds. */
const FOR_ALLOWANCE_MS = 3_600_000;

/** When the sweeper looks at an account, of which captures begin to wait for a render slot at `now`; Unix milliseconds. */
export const nextLookForSlot = (now: number): number => now + FOR_SLOT_MS;

/**
 * The same where they wait for something to pay with: when the quota starts anew. And each hour, since credits that came
 * at the very moment of a submit may have found nothing to release yet.
 */
export const nextLookForAllowance = (now: number): number => Math.min(nextMonth(now), now + FOR_ALLOWANCE_MS);

/** When an account is looked at again, in Unix milliseconds, and whether for a render slot. */
export interface Look {
  readonly at: number;
  readonly forSlot: boolean;
}

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
 * When an account is looked at next that was looked at now: one look does for all that waits, however much it is.
 * Undefined: nothing waits any more. That counts where the index could show all there is, which was read after
 * `stillSince` (Unix ms); absent: not all that could go on did, or could be found.
 */
export const nextLook = (
  account: AccountCounters,
  { now, stillSince }: { readonly now: number; readonly stillSince?: number | undefined },
): Look | undefined => {
  if (stillSince === undefined || mayWait(account, 'parked', stillSince)) {
    return { at: nextLookForSlot(now), forSlot: true };
  }
  return mayWait(account, 'waitlisted', stillSince)
    ? { at: nextLookForAllowance(now), forSlot: false }
    : undefined;
};
