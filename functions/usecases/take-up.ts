import { accountLimits } from '../domain/account.ts';
import { slotsToGive } from '../domain/allot.ts';
import { availableCharges } from '../domain/available-charges.ts';
import { utcMonth } from '../domain/utc-month.ts';
import { type DispatchParkedDependencies, dispatchParked } from './dispatch-parked.ts';
import { type ReleaseWaitlistDependencies, releaseWaitlist } from './release-waitlist.ts';

export type TakeUpDependencies = ReleaseWaitlistDependencies & DispatchParkedDependencies;

/** What became of it. */
export interface TakenUp {
  readonly released: number;
  /** The job id of the newest that was released; absent: none was. */
  readonly releasedTo?: number | undefined;
  readonly dispatched: number;
  readonly isShort: boolean;
  readonly couldRelease: boolean;
}

/** What became of it where there is nothing to take up. */
export const nothingTakenUp: TakenUp = { released: 0, dispatched: 0, isShort: false, couldRelease: false };

/** What is known to whoever lets an account's captures go on. */
export interface KnownToTakeUp {
  /** Captures to release at most. */
  readonly most?: number;
  /** The job id behind which the wait list begins: what is before has been released a moment ago. */
  readonly after?: number | undefined;
  /** Tokens of captures that were parked just now, oldest first: the index does not show them yet. */
  readonly parked?: readonly string[];
}

/**
 * Lets an account's captures go on that can: what is on the wait list as far as there is something to pay with, then what
 * is parked as far as there are render slots. Gives how many were released and dispatched; `isShort` when there are slots
 * and, by the account's count, captures for them, which were not found: the index lags, or a batch is being written.
 * `couldRelease` says the same of the wait list and of what it is paid with, where a dead batch may have reserved places
 * for a day.
 */
export const takeUp = async (
  deps: TakeUpDependencies,
  accountId: string,
  { most, after, parked = [] }: KnownToTakeUp = {},
): Promise<TakenUp> => {
  const now = deps.now();
  const month = utcMonth(now);
  const account = await deps.accounts.get(accountId, month);
  if (account === undefined) return nothingTakenUp;
  const limits = accountLimits(deps.plans, account, now);
  const isWaiting = (account.waitlisted ?? 0) > 0;
  const released = isWaiting ? await releaseWaitlist(deps, accountId, { most, after }) : [];
  const mayBeParked = released.length > 0 || (account.parked ?? 0) > 0;
  const dispatched = mayBeParked
    ? await dispatchParked(deps, accountId, {
        known: [...parked, ...released.map(({ token }) => token)],
        ...(released.length === 0 && { account }),
      })
    : 0;
  const isShort = dispatched === 0 && mayBeParked && slotsToGive(account, limits) > 0;
  const isPaidFor = availableCharges(account, limits, { month, count: 1 }).length > 0;
  return {
    released: released.length,
    releasedTo: released.at(-1)?.jobId,
    dispatched,
    isShort,
    couldRelease: isWaiting && isPaidFor && released.length === 0,
  };
};
