import * as z from 'zod';

/** What a plan allows; the figures are a deployment's settings (contract, "Accounts"). */
const plan = z.object({
  monthlyQuota: z.int().min(0),
  inflightCap: z.int().min(1),
  batchLimit: z.int().min(1),
});
export const plans = z.object({ free: plan, pro: plan });
export type Plans = z.output<typeof plans>;
export type PlanName = keyof Plans;
export const planNames = ['free', 'pro'] as const satisfies readonly PlanName[];

/** An account as it is stored. Times are Unix milliseconds; `inflight` counts captures that have not ended. */
export const accountProfile = z.object({
  id: z.string(),
  name: z.string(),
  plan: z.enum(planNames),
  proUntil: z.number().optional(),
  credit: z.int(),
  inflight: z.int(),
  /** Captures on the wait list; absent: none yet. */
  waitlisted: z.int().optional(),
  createdAt: z.number(),
});
export type AccountProfile = z.output<typeof accountProfile>;

/** An account with what it used of the current month's quota. */
export type Account = AccountProfile & { readonly quotaUsed: number };

/** The plan that counts at `now`: a lapsed Pro is free. */
export const effectivePlan = (account: AccountProfile, now: number): PlanName =>
  account.plan === 'pro' && account.proUntil !== undefined && account.proUntil <= now ? 'free' : account.plan;
