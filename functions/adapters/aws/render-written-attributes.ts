import { renderLoadAttributes } from './render-load-attributes.ts';

/**
 * What a render worker writes or asks of rows of the accounts table, without the sort key: an account's counters
 * (account-counters.ts) and how long renders took (render-load.ts), and the account's place in
 * the sweeper's list. Its role may touch no other (lib/stacks/render-region-stack.ts), so no plan and no limit. A role cannot
 * tell rows from one another by their sort key: it could put off the sweeping of a batch too.
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
  'slotLookAt',
  ...renderLoadAttributes,
] as const;
