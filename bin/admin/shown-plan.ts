import { type AccountProfile, effectivePlan } from '../../functions/domain/account.ts';
import { shownMoment } from './shown-moment.ts';

/** The plan of an account for people: the one that counts now, and when Pro ends or has ended. */
export const shownPlan = (account: AccountProfile, now: number): string => {
  const plan = effectivePlan(account, now);
  if (account.proUntil === undefined) return plan;
  const end = shownMoment(account.proUntil);
  return plan === 'pro' ? `pro until ${end}` : `free (pro ended ${end})`;
};
