import { renderLoadAttributes } from './render-load-attributes.ts';

/**
 * What a render worker writes or asks of rows of the accounts table, without the sort key: an account's counters
 * (account-counters.ts) and how long renders took (render-load.ts). Its role may touch no other
 * (lib/stacks/render-region-stack.ts), so no plan and no limit.
 */
export const renderWrittenAttributes = [
  'pk',
  'inflight',
  'parked',
  'waitlisted',
  'credit',
  'inflightTakenAt',
  'inflightGivenAt',
  'parkedTakenAt',
  'parkedGivenAt',
  'waitlistedTakenAt',
  'waitlistedGivenAt',
  'used',
  'sweepShard',
  'sweepAt',
  ...renderLoadAttributes,
] as const;
