import type { Charge } from '../../functions/domain/capture.ts';

/** What a capture was paid with, for people. */
export const shownCharge = (charge: Charge): string =>
  charge.from === 'credit' ? 'a credit' : `the quota of ${charge.month}`;
