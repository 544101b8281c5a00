import { type Capture, hasEnded } from '../../domain/capture.ts';
import { nextSweep } from '../../domain/next-sweep.ts';
import type { SweepWork } from '../../domain/sweep-work.ts';
import type { OpenStatus } from '../../ports/captures.ts';

/** A sparse index of a table: a row is in it while it has the index's attributes. */
interface TableIndex {
  readonly name: string;
  readonly partitionKey: string;
  /** A number. */
  readonly sortKey: string;
}

/** An account's captures in one of the open states, in the order in which they were submitted. */
export const standingIndex = {
  name: 'standing',
  partitionKey: 'standing',
  sortKey: 'jobId',
} as const satisfies TableIndex;

/** All captures of an account, in the order in which they were submitted. */
export const accountIndex = {
  name: 'account',
  partitionKey: 'accountId',
  sortKey: 'jobId',
} as const satisfies TableIndex;

/** What the sweeper has to look at, by its kind and by when. Spread over shards, since most that is open is in it. */
export const sweepIndex = {
  name: 'sweep',
  partitionKey: 'sweepShard',
  sortKey: 'sweepAt',
} as const satisfies TableIndex;

/** The indexes of the captures table. */
export const captureIndexes: readonly TableIndex[] = [standingIndex, accountIndex, sweepIndex];
/** The indexes of the accounts table: batches are in it, and accounts of which captures wait. */
export const accountsTableIndexes: readonly TableIndex[] = [sweepIndex];

export const sweepShards: readonly string[] = Array.from({ length: 8 }, (_, shard) => `${shard}`);

/** The partition of a shard of one kind of work. */
export const sweepShard = (work: SweepWork, shard: string): string => `${work}#${shard}`;

/** What a row has that the sweeper must look at; undefined is an attribute that it must not have. */
export const sweepAttributes = (
  id: string,
  sweep: { readonly work: SweepWork; readonly at: number } | undefined,
) => ({
  [sweepIndex.partitionKey]:
    sweep && sweepShard(sweep.work, `${id.charCodeAt(id.length - 1) % sweepShards.length}`),
  [sweepIndex.sortKey]: sweep?.at,
});

/**
 * The partition of an account's captures in a state. One that is claimed stays where it was: an index shows a move to
 * another partition as two changes, and whoever counted between them would count a slot too few.
 */
export const standingOf = (accountId: string, status: OpenStatus): string =>
  `${accountId}#${status === 'processing' ? 'queued' : status}`;

/** What the row of a capture has for its indexes at `now` (Unix ms); undefined is an attribute that it must not have. */
export const indexAttributes = (one: Capture, now: number) => ({
  [standingIndex.partitionKey]: hasEnded(one) ? undefined : standingOf(one.accountId, one.status),
  ...sweepAttributes(one.token, nextSweep(one, now)),
});
