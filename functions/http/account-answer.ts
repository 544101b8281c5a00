import * as z from 'zod';
import { type Account, effectivePlan, type Plans, planNames } from '../domain/account.ts';

const count = (description: string) => z.int().meta({ description });

/** What GET /account answers (contract, "Responses", account). `pro_until` is in Unix seconds. */
export const accountAnswer = z
  .object({
    plan: z.enum(planNames).meta({ description: 'The plan that counts now; a lapsed Pro is free.' }),
    pro_until: z
      .int()
      .nullable()
      .meta({ description: 'When Pro ends, in Unix seconds; null: no end, or never begun.' }),
    credit: count('Captures that can be made once the quota is used up.'),
    quota_used: count('Captures that were charged to this UTC month.'),
    quota_total: count('Captures that a month has.'),
    quota_remaining: count('What is left of them.'),
    inflight: count('Captures that hold a render slot: in the queue or rendering.'),
    inflight_cap: z
      .int()
      .min(1)
      .meta({ description: 'Captures of the account that render at the same time; more wait their turn.' }),
  })
  .meta({ id: 'AccountAnswer' });

/** An account as its owner sees it. */
export const presentAccount = (
  account: Account,
  plans: Plans,
  now: number,
): z.output<typeof accountAnswer> => {
  const plan = effectivePlan(account, now);
  const { monthlyQuota, inflightCap } = plans[plan];
  return {
    plan,
    pro_until: account.proUntil === undefined ? null : Math.floor(account.proUntil / 1_000),
    credit: account.credit,
    quota_used: account.quotaUsed,
    quota_total: monthlyQuota,
    // A plan that was lowered can leave more used than it now has.
    quota_remaining: Math.max(0, monthlyQuota - account.quotaUsed),
    inflight: account.inflight,
    inflight_cap: inflightCap,
  };
};
