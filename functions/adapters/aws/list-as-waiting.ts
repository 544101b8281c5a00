import type { Holdings } from '../../domain/holdings.ts';
import { nextLookForAllowance, nextLookForSlot } from '../../domain/next-look.ts';
import { sweepAttributes } from './table-indexes.ts';

/**
 * What lists an account for the sweeper when captures of it begin to wait at `now` (Unix ms), or are found to: clauses of
 * the SET of an update, and their values; none where nothing waits. One that is to be looked at sooner stays so.
 */
export const listAsWaiting = (
  accountId: string,
  { parked, waitlisted }: Pick<Holdings, 'parked' | 'waitlisted'>,
  now: number,
) => {
  if (parked <= 0 && waitlisted <= 0) return { sets: [], values: {} };
  const at = parked > 0 ? nextLookForSlot(now) : nextLookForAllowance(now);
  const { sweepShard } = sweepAttributes(accountId, { work: 'waiting', at });
  const values = { ':sweepShard': sweepShard, ':lookAt': at };
  if (parked <= 0) {
    return { sets: ['sweepShard = :sweepShard', 'sweepAt = if_not_exists(sweepAt, :lookAt)'], values };
  }
  // A wait list is looked at seldom, and what waits for a slot does not wait for that: `slotLookAt` is there while `sweepAt`
  // is about a slot.
  const sooner = 'if_not_exists(slotLookAt, :lookAt)';
  return { sets: ['sweepShard = :sweepShard', `sweepAt = ${sooner}`, `slotLookAt = ${sooner}`], values };
};
