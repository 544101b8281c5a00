import { type BatchId, batchSweepTime } from '../domain/batch.ts';
import { inPages } from '../domain/in-pages.ts';
import type { Batches } from '../ports/batches.ts';
import { type Captures, RESERVED_AT_ONCE } from '../ports/captures.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import { reservedCapture } from './reserved-capture.ts';

export interface GiveUpBatchDependencies {
  readonly batches: Pick<Batches, 'find' | 'forget'>;
  readonly captures: Pick<Captures, 'findReserved' | 'voidReserved'>;
  readonly now: Clock;
  readonly log: Log;
}

/**
 * Ends a batch that was left open and that nobody will complete: what it had reserved for captures that were never
 * written is given back, each once, and a writer that is still under way is kept out of their place. Does nothing to a
 * batch that is done, or whose time has not come. Gives how many captures will never be; undefined: it was left alone.
 */
export const giveUpBatch = async (
  deps: GiveUpBatchDependencies,
  id: BatchId,
): Promise<number | undefined> => {
  const batch = await deps.batches.find(id.accountId, id.id);
  const due = batch && batchSweepTime(batch);
  if (batch === undefined || due === undefined || due > deps.now()) return undefined;
  const reserved = [...batch.outcomes]
    .map((_, index) => reservedCapture(batch, index))
    .filter((one) => one !== undefined);
  let voided = 0;
  for (const page of inPages(reserved, RESERVED_AT_ONCE)) {
    const there = await deps.captures.findReserved(page.map(({ token }) => token));
    const missing = page.filter(({ token }) => !there.has(token));
    if (missing.length === 0) continue;
    // Where one of them was written at this very moment, the next sweep finds it there.
    if ((await deps.captures.voidReserved(missing, { status: 'void' })) === 'refused') return voided;
    voided += missing.length;
  }
  await deps.batches.forget(batch);
  deps.log('batch_given_up', { account: batch.accountId, count: voided });
  return voided;
};
