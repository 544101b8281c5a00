import { type Account, accountLimits } from '../domain/account.ts';
import { availableCharges } from '../domain/available-charges.ts';
import { oldestIn } from './oldest-in.ts';
import { type TakeUpDependencies, takeUp } from './take-up.ts';

/** An account as a new capture finds it; `isBlocked`: older ones wait for what this one would take. */
export interface ReadyAccount {
  readonly account: Account;
  readonly isBlocked: boolean;
}

/**
 * Lets go on what waits in an account before something new takes of its allowance, at most `most`, and gives the account
 * as it then is. Places on the wait list that a batch has reserved and never filled block nobody.
 */
export const releaseFirst = async (
  deps: TakeUpDependencies,
  known: Account,
  { month, most }: { readonly month: string; readonly most: number },
): Promise<ReadyAccount> => {
  if ((known.waitlisted ?? 0) === 0) return { account: known, isBlocked: false };
  await takeUp(deps, known.id, { most });
  const account = (await deps.accounts.get(known.id, month)) ?? known;
  if ((account.waitlisted ?? 0) === 0) return { account, isBlocked: false };
  const limits = accountLimits(deps.plans, account, deps.now());
  if (availableCharges(account, limits, { month, count: 1 }).length === 0)
    return { account, isBlocked: true };
  const waiting = await oldestIn(deps, { accountId: account.id, status: 'waitlisted', most: 1 });
  return { account, isBlocked: waiting.length > 0 };
};
