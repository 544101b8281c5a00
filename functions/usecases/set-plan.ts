import type { AccountProfile, PlanName } from '../domain/account.ts';
import { OperatorRefusal } from '../domain/operator-refusal.ts';
import { unknownAccount } from '../domain/unknown-account.ts';
import type { Accounts } from '../ports/accounts.ts';
import type { Clock } from '../ports/clock.ts';

export interface SetPlanDependencies {
  readonly accounts: Pick<Accounts, 'setPlan'>;
  readonly now: Clock;
}

/** A plan and when it ends, in Unix milliseconds; absent: never. */
interface WantedPlan {
  readonly plan: PlanName;
  readonly proUntil?: number | undefined;
}

/**
 * Puts an account on a plan and answers it as it then is. Throws OperatorRefusal when there is no such account, or when
 * the end is one that the plan cannot have.
 */
export const setPlan = async (
  { accounts, now }: SetPlanDependencies,
  accountId: string,
  { plan, proUntil }: WantedPlan,
): Promise<AccountProfile> => {
  if (proUntil !== undefined && plan !== 'pro') {
    throw new OperatorRefusal('bad_plan_end', `Only the plan pro can have an end; ${plan} has none.`);
  }
  if (proUntil !== undefined && proUntil <= now()) {
    throw new OperatorRefusal(
      'bad_plan_end',
      'The end of Pro must lie in the future; to end it now, give the plan free.',
    );
  }
  const account = await accounts.setPlan(accountId, plan, proUntil);
  if (account === undefined) throw unknownAccount(accountId);
  return account;
};
