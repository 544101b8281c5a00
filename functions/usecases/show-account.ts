import type { Account } from '../domain/account.ts';
import type { ApiKey } from '../domain/api-key.ts';
import { unknownAccount } from '../domain/unknown-account.ts';
import { utcMonth } from '../domain/utc-month.ts';
import type { Accounts } from '../ports/accounts.ts';
import type { Clock } from '../ports/clock.ts';

export interface ShowAccountDependencies {
  readonly accounts: Pick<Accounts, 'get' | 'keysOf'>;
  readonly now: Clock;
}

/** An account with what it used of this month's quota, and its keys. Throws OperatorRefusal when there is none. */
export const showAccount = async (
  { accounts, now }: ShowAccountDependencies,
  accountId: string,
): Promise<{ account: Account; keys: ApiKey[] }> => {
  const [account, keys] = await Promise.all([
    accounts.get(accountId, utcMonth(now())),
    accounts.keysOf(accountId),
  ]);
  if (account === undefined) throw unknownAccount(accountId);
  return { account, keys };
};
