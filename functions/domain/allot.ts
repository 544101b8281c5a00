import type { Account, AccountLimits } from './account.ts';
import { availableCharges } from './available-charges.ts';
import type { Charge } from './capture.ts';

/** What a new capture gets: it is paid for, it waits for that on the wait list, or there is no place left. */
export type Allotment =
  | { readonly to: 'paid'; readonly charge: Charge }
  | { readonly to: 'waitlist' }
  | { readonly to: 'nothing' };

/**
 * What an account has for `count` new captures in their order: the month's quota, then credits, then places on the wait
 * list (contract, "Accounts"). Where older captures wait to be paid for (`isBlocked`), a new one waits too.
 */
export const allot = (
  account: Account,
  limits: AccountLimits,
  wanted: { readonly month: string; readonly count: number; readonly isBlocked: boolean },
): Allotment[] => {
  const waitlisted = account.waitlisted ?? 0;
  const charges = wanted.isBlocked ? [] : availableCharges(account, limits, wanted);
  const waiting = wanted.count - charges.length;
  const places = Math.max(0, Math.min(waiting, limits.waitlistPlaces - waitlisted));
  return [
    ...charges.map((charge): Allotment => ({ to: 'paid', charge })),
    ...Array.from({ length: places }, (): Allotment => ({ to: 'waitlist' })),
    ...Array.from({ length: waiting - places }, (): Allotment => ({ to: 'nothing' })),
  ];
};

/** True when a new capture gets a render slot at once: one is free, and none of the account's own waits for it. */
export const hasFreeSlot = (account: Account, { inflightCap }: AccountLimits): boolean =>
  (account.parked ?? 0) === 0 && account.inflight < inflightCap;

/** Of an account's slots, the part that has to be free before they are given to parked captures. */
const WORTHWHILE = 0.25;

/**
 * How many render slots can be given to parked captures. Not one by one where the account has many: several in one
 * transaction cost as much as one, and what still renders frees more of them in a moment.
 */
export const slotsToGive = ({ inflight }: Account, { inflightCap }: AccountLimits): number => {
  const free = inflightCap - inflight;
  return free >= inflightCap * WORTHWHILE ? Math.max(0, free) : 0;
};
