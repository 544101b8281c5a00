import { type AccountProfile, effectivePlan } from '../../functions/domain/account.ts';

const seconds = (at: number): number => Math.floor(at / 1_000);

/** An account as --json prints it; times are Unix seconds, as everywhere in the API. */
export const accountRecord = (account: AccountProfile, now: number) => ({
  account_id: account.id,
  name: account.name,
  /** The one that counts now: a lapsed Pro is free. */
  plan: effectivePlan(account, now),
  pro_until: account.proUntil === undefined ? null : seconds(account.proUntil),
  credit: account.credit,
  inflight: account.inflight,
  created_at: seconds(account.createdAt),
});
