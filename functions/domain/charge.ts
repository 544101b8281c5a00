import type { Account } from './account.ts';
import type { Charge } from './capture.ts';
import type { RenderFailureCode } from './render-failure.ts';

/** What a new capture can be paid with, in this order: the month's quota, then credits (contract, "Accounts"). */
export const possibleCharges = (account: Account, monthlyQuota: number, month: string): Charge[] => {
  const charges: Charge[] = [];
  if (account.quotaUsed < monthlyQuota) charges.push({ from: 'quota', month });
  if (account.credit > 0) charges.push({ from: 'credit' });
  return charges;
};

/** Failures that used their whole budget and are not given back (contract, "Errors"). */
const kept: ReadonlySet<RenderFailureCode> = new Set(['page_unresponsive', 'page_crashed', 'page_too_heavy']);

/** Whether a capture that failed this way is given back. */
export const isRefunded = (failure: RenderFailureCode): boolean => !kept.has(failure);
