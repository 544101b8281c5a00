import * as z from 'zod';
import { type Account, effectivePlan, type Plans, planNames } from '../domain/account.ts';

/** What GET /account answers (contract, "Responses", account). `pro_until` is in Unix seconds. */
export const accountAnswer = z.object({
  plan: z.enum(planNames),
  pro_until: z.int().nullable(),
  credit: z.int(),
  quota_used: z.int(),
  quota_total: z.int(),
  quota_remaining: z.int(),
  inflight: z.int(),
  inflight_cap: z.int(),
});

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
