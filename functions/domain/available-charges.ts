import type { Account, AccountLimits } from './account.ts';
import type { Charge } from './capture.ts';

/** What the next captures can be paid with, at most `count`: first the month's quota, then credits (contract, "Accounts"). */
export const availableCharges = (
  account: Account,
  { monthlyQuota }: AccountLimits,
  { month, count }: { readonly month: string; readonly count: number },
): Charge[] => {
  const fromQuota = Math.max(0, Math.min(count, monthlyQuota - account.quotaUsed));
  const fromCredit = Math.max(0, Math.min(count - fromQuota, account.credit));
  return [
    ...Array.from({ length: fromQuota }, (): Charge => ({ from: 'quota', month })),
    ...Array.from({ length: fromCredit }, (): Charge => ({ from: 'credit' })),
  ];
};
