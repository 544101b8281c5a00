/**
 * What a capture's change of state may write of its row, and so all that the roles of the functions may change of a row
 * (lib/constructs/home-resources.ts): not whose it is, nor what was asked for.
 */
export const movedAttributes = [
  'status',
  'attempt',
  'attemptsForgiven',
  'warnings',
  'dueAt',
  'leaseUntil',
  'result',
  'failure',
  'refunded',
  'endedAt',
  'keptUntil',
  'heldUntil',
  'isExpired',
  'inputsErased',
  'sealed',
  'callback',
  'callbackMark',
  'charge',
  'standing',
  'sweepShard',
  'sweepAt',
] as const;
