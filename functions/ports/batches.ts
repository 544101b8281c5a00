import type { AccountLimits } from '../domain/account.ts';
import type { Batch, BatchId } from '../domain/batch.ts';
import type { Holdings } from '../domain/holdings.ts';

/** The journals of batches (domain/batch.ts): what a retry completes and what an idempotency key answers with. */
export interface Batches {
  find(accountId: string, id: string): Promise<Batch | undefined>;
  /**
   * Writes a new journal, in place of one that is done and past its time if there is one, and takes what its captures
   * have of the account, all or nothing. `exists`: there is another; `exhausted`: the account has no more of it.
   */
  begin(batch: Batch, takes: Holdings, limits: AccountLimits): Promise<'begun' | 'exists' | 'exhausted'>;
  /** Writes a later lease and attempt while the stored attempt is still that of `from`. False: it has moved on. */
  takeOver(from: Batch, to: Batch): Promise<boolean>;
  /** Keeps the answer of a batch and marks it done, once. False: it was done, or gone, already. */
  finish(batch: Batch, answer: string): Promise<boolean>;
  /** The answer that was kept. Throws when there is none. */
  answerOf(batch: Batch): Promise<string>;
  /** Deletes the journal of a batch that is not done. */
  forget(batch: Batch): Promise<void>;
  /** Whether the account has a batch that is not done, or that a call may have written of after `since` (Unix ms). */
  hasUnsettled(accountId: string, since: number): Promise<boolean>;
  /** Batches that were left open at `now`, at most `most`. */
  due(now: number, most: number): Promise<readonly BatchId[]>;
}
