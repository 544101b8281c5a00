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

/** Counters of an account's captures. `inflight` hold a render slot; absent is none. */
const counters = z.object({
  inflight: z.int(),
  /** Paid for, and waiting for a render slot of the account. */
  parked: z.int().optional(),
  /** On the wait list. */
  waitlisted: z.int().optional(),
  /** When some of a counter were taken or given back last, in Unix milliseconds; absent: not since `countedAt`. */
  inflightTakenAt: z.number().optional(),
  inflightGivenAt: z.number().optional(),
  parkedTakenAt: z.number().optional(),
  parkedGivenAt: z.number().optional(),
  waitlistedTakenAt: z.number().optional(),
  waitlistedGivenAt: z.number().optional(),
  /** When any of them was changed last before there were these stamps; nothing writes it any more. */
  countedAt: z.number().optional(),
});
export type AccountCounters = z.output<typeof counters>;

/** What of an account is counted. */
export const counterNames = ['inflight', 'parked', 'waitlisted'] as const;
export type CounterName = (typeof counterNames)[number];
/** The attribute that tells when some of a counter were taken or given back last. */
export type CounterStamp = `${CounterName}${'Taken' | 'Given'}At`;
/** The stamp of a change of a counter by `delta`. */
export const counterStamp = (counter: CounterName, delta: number): CounterStamp =>
  delta > 0 ? `${counter}TakenAt` : `${counter}GivenAt`;

/** An account as it is stored. Times are Unix milliseconds. */
export const accountProfile = counters.extend({
  id: z.string(),
  name: z.string(),
  plan: z.enum(planNames),
  proUntil: z.number().optional(),
  credit: z.int(),
  createdAt: z.number(),
});
export type AccountProfile = z.output<typeof accountProfile>;

/** An account with what it used of the quota of a UTC month such as 2026-11. */
export type Account = AccountProfile & { readonly month: string; readonly quotaUsed: number };

/** The plan that counts at `now`: a lapsed Pro is free. */
export const effectivePlan = (account: AccountProfile, now: number): PlanName =>
  account.plan === 'pro' && account.proUntil !== undefined && account.proUntil <= now ? 'free' : account.plan;

/** What an account must keep within at `now`. The wait list holds at most one month's quota (contract, "Accounts"). */
export const accountLimits = (plans: Plans, account: AccountProfile, now: number): AccountLimits => {
  const { monthlyQuota, inflightCap } = plans[effectivePlan(account, now)];
  return { monthlyQuota, waitlistPlaces: monthlyQuota, inflightCap };
};

/** The bounds of an account's counters. */
export interface AccountLimits {
  readonly monthlyQuota: number;
  readonly waitlistPlaces: number;
  readonly inflightCap: number;
}
