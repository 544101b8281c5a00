import { unknownAccount } from '../domain/unknown-account.ts';
import { utcMonth } from '../domain/utc-month.ts';
import type { AccountPage, Accounts } from '../ports/accounts.ts';
import type { Clock } from '../ports/clock.ts';

export interface ListAccountsDependencies {
  readonly accounts: Pick<Accounts, 'get' | 'list'>;
  readonly now: Clock;
}

/**
 * A page of at most `limit` accounts in no particular order, after the one with the id `after`. Throws OperatorRefusal
 * when there is no such account, since an id with a typing error would leave accounts out unnoticed.
 */
export const listAccounts = async (
  { accounts, now }: ListAccountsDependencies,
  page: { readonly limit: number; readonly after?: string | undefined },
): Promise<AccountPage> => {
  const { after } = page;
  if (after !== undefined && (await accounts.get(after, utcMonth(now()))) === undefined) {
    throw unknownAccount(after);
  }
  return accounts.list(page);
};
