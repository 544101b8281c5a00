/**
 * What a capture's change of state may write of its row, and so all that the roles of the functions may change of a row
 * (lib/constructs/home-resources.ts): not whose it is, nor what was asked for, nor where the result is to be sent: the
 * address in `callback` is not the one that counts (capture-row.ts).
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
  'withdrawAt',
  'withdrawnAt',
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
