import type { Holdings } from '../../domain/holdings.ts';
import { lookForAllowance, lookForSlot } from '../../domain/next-look.ts';
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
  const look = parked > 0 ? lookForSlot(now) : lookForAllowance(now);
  const { sweepShard, sweepAt } = sweepAttributes(accountId, look);
  const values = { ':sweepShard': sweepShard, ':lookAt': sweepAt };
  if (parked <= 0) {
    const unlisted = (name: string, value: string) => `${name} = if_not_exists(${name}, ${value})`;
    return { sets: [unlisted('sweepShard', ':sweepShard'), unlisted('sweepAt', ':lookAt')], values };
  }
  // A wait list is looked at seldom, and what waits for a slot does not wait for that: `slotLookAt` is there while the
  // account is listed for a slot.
  const sooner = 'if_not_exists(slotLookAt, :lookAt)';
  return { sets: ['sweepShard = :sweepShard', `sweepAt = ${sooner}`, `slotLookAt = ${sooner}`], values };
};
