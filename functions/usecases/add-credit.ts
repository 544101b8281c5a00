import type { AccountProfile } from '../domain/account.ts';
import type { CreditChange } from '../domain/credit-change.ts';
import { OperatorRefusal } from '../domain/operator-refusal.ts';
import { unknownAccount } from '../domain/unknown-account.ts';
import { utcMonth } from '../domain/utc-month.ts';
import type { Accounts } from '../ports/accounts.ts';
import type { Clock } from '../ports/clock.ts';

export interface AddCreditDependencies {
  readonly accounts: Pick<Accounts, 'get' | 'addCredit' | 'setCredit'>;
  readonly now: Clock;
}

/**
 * Changes an account's credits and answers it as it then is. Throws OperatorRefusal, and changes nothing, when there is
 * no such account or it has less than is to be taken.
 */
export const addCredit = async (
  { accounts, now }: AddCreditDependencies,
  accountId: string,
  change: CreditChange,
): Promise<AccountProfile> => {
  const changed =
    'to' in change
      ? await accounts.setCredit(accountId, change.to)
      : await accounts.addCredit(accountId, change.by);
  if (changed !== undefined) return changed;
  const account = await accounts.get(accountId, utcMonth(now()));
  if (account === undefined) throw unknownAccount(accountId);
  throw new OperatorRefusal(
    'too_few_credits',
    `Account ${accountId} has fewer credits than are to be taken: ${account.credit}. Credits cannot be below 0.`,
  );
};
