import type { AccountProfile } from './account.ts';

/** Which of the queues in front of the render workers; a stage with few slots has one queue for both. */
export type Lane = 'standard' | 'priority';

/** Captures of accounts with credits go by the priority queue (contract, "Accounts"). */
export const laneOf = ({ credit }: AccountProfile): Lane => (credit > 0 ? 'priority' : 'standard');
