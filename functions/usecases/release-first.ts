import { type Account, accountLimits } from '../domain/account.ts';
import { availableCharges } from '../domain/available-charges.ts';
import { ApiError } from '../domain/errors.ts';
import { oldestIn } from './oldest-in.ts';
import { type TakeUpDependencies, takeUp } from './take-up.ts';

/** An account as a new capture finds it; `isBlocked`: older ones wait for what this one would take. */
export interface ReadyAccount {
  readonly account: Account;
  readonly isBlocked: boolean;
  /** Captures that went on. */
  readonly released: number;
}

interface WantedFirst {
  readonly month: string;
  /** Captures that go on at most: what a call has time for. */
  readonly most: number;
  /** New captures that then take of the allowance. */
  readonly count: number;
}

/**
 * Lets go on what waits in an account before something new takes of its allowance, and gives the account as it then is.
 * Places on the wait list that a batch has reserved and never filled block nobody. Throws ApiError `unavailable` where
 * more waits than a call has time for and leaves the new ones no place behind it: the list is not full for want of
 * something to pay with, and the next call goes on with it.
 */
export const releaseFirst = async (
  deps: TakeUpDependencies,
  known: Account,
  { month, most, count }: WantedFirst,
): Promise<ReadyAccount> => {
  if ((known.waitlisted ?? 0) === 0) return { account: known, isBlocked: false, released: 0 };
  const { released, releasedTo } = await takeUp(deps, known.id, { most });
  const account = (await deps.accounts.get(known.id, month)) ?? known;
  const waitlisted = account.waitlisted ?? 0;
  if (waitlisted === 0) return { account, isBlocked: false, released };
  const limits = accountLimits(deps.plans, account, deps.now());
  if (availableCharges(account, limits, { month, count: 1 }).length === 0)
    return { account, isBlocked: true, released };
  const rest = { accountId: account.id, status: 'waitlisted', most: 1, after: releasedTo } as const;
  const waiting = await oldestIn(deps, rest);
  if (waiting.length === 0) return { account, isBlocked: false, released };
  const places = Math.max(0, limits.waitlistPlaces - waitlisted);
  if (count <= places) return { account, isBlocked: true, released };
  throw new ApiError('unavailable', {
    detail:
      'Captures that waited for their allowance are let go on first, and more wait than one call has time for. Try again.',
    retryAfter: 1,
  });
};
