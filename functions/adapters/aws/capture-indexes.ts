import type { Capture } from '../../domain/capture.ts';
import { sweepTime } from '../../domain/sweep-time.ts';

/** A sparse index of the captures table: a row is in it while it has the index's attributes. */
interface CaptureIndex {
  readonly name: string;
  readonly partitionKey: string;
  /** A number. */
  readonly sortKey: string;
}

/** An account's waitlisted captures in the order in which they were submitted. */
export const waitlistIndex = {
  name: 'waitlist',
  partitionKey: 'waitlistOf',
  sortKey: 'jobId',
} as const satisfies CaptureIndex;

/** Captures that have not ended, by when they have to be looked at. Spread over shards, since all of them are in it. */
export const sweepIndex = {
  name: 'sweep',
  partitionKey: 'sweepShard',
  sortKey: 'sweepAt',
} as const satisfies CaptureIndex;

export const captureIndexes: readonly CaptureIndex[] = [waitlistIndex, sweepIndex];

export const sweepShards: readonly string[] = Array.from({ length: 8 }, (_, shard) => `${shard}`);

const shardOf = (token: string): string => `${token.charCodeAt(0) % sweepShards.length}`;

/** What a row has for its indexes at `now` (Unix ms); undefined is an attribute that it must not have. */
export const indexAttributes = (one: Capture, now: number) => {
  const sweepAt = sweepTime(one, now);
  return {
    [waitlistIndex.partitionKey]: one.status === 'waitlisted' ? one.accountId : undefined,
    [sweepIndex.partitionKey]: sweepAt === undefined ? undefined : shardOf(one.token),
    [sweepIndex.sortKey]: sweepAt,
  };
};
