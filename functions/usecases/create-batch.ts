import type { Account } from '../domain/account.ts';
import { BATCH_LEASE_MS, type Batch } from '../domain/batch.ts';
import { ApiError } from '../domain/errors.ts';
import { laneOf } from '../domain/lane-of.ts';
import type { Fields } from '../domain/read-request.ts';
import type { Batches } from '../ports/batches.ts';
import { MOVED_AT_ONCE } from '../ports/captures.ts';
import { type BatchIdentity, batchIdentity } from './batch-identity.ts';
import { type BatchJobsDependencies, batchJobs } from './batch-jobs.ts';
import { type CurrentLoadDependencies, currentLoad } from './current-load.ts';
import { type GiveUpBatchDependencies, giveUpBatch } from './give-up-batch.ts';
import type { JobResult } from './job-result.ts';
import { type JudgeBatchDependencies, judgeBatch } from './judge-batch.ts';
import { type ReserveBatchDependencies, reserveBatch } from './reserve-batch.ts';
import { tryTakeUp } from './try-take-up.ts';
import { type BatchToWrite, type WriteBatchDependencies, writeBatch } from './write-batch.ts';

export interface CreateBatchDependencies
  extends JudgeBatchDependencies,
    ReserveBatchDependencies,
    WriteBatchDependencies,
    GiveUpBatchDependencies,
    CurrentLoadDependencies,
    BatchJobsDependencies {
  readonly captures: ReserveBatchDependencies['captures'];
  readonly batches: Batches;
}

/** What a batch is answered with, as text, and whether it is what an earlier call was answered. */
export interface BatchAnswered {
  readonly answer: string;
  /** `other_body`: the idempotency key had come with another body. */
  readonly replay?: 'same_body' | 'other_body';
}

/** Writes down what became of the jobs at `now` (Unix ms), as callers see it. */
export type PresentBatch = (results: readonly JobResult[], now: number) => string;

/** Seconds after which a caller whose first call is still running may ask again. */
const ASK_AGAIN_SECONDS = 2;

const inProgress = (): ApiError => new ApiError('idempotency_in_progress', { retryAfter: ASK_AGAIN_SECONDS });

/** Who calls with which body; the key is no part of what makes a body the same. */
interface Call {
  readonly account: Account;
  readonly body: Fields;
  readonly present: PresentBatch;
}

const replayOf = async (
  deps: CreateBatchDependencies,
  batch: Batch,
  { bodyHash }: BatchIdentity,
): Promise<BatchAnswered> => ({
  answer: await deps.batches.answerOf(batch),
  replay: batch.bodyHash === bodyHash ? 'same_body' : 'other_body',
});

/** Lets the next call go on at once with what this one could not finish. */
const letGo = (deps: CreateBatchDependencies, batch: Batch): Promise<unknown> =>
  deps.batches
    .takeOver(batch, { ...batch, leaseUntil: deps.now() })
    .catch((error: unknown) => deps.log('batch_not_let_go', { account: batch.accountId, error }));

/** Writes what is reserved, lets it go on, and keeps the answer for who comes back with the key. */
const complete = async (
  deps: CreateBatchDependencies,
  { present }: Call,
  identity: BatchIdentity,
  work: BatchToWrite,
): Promise<BatchAnswered> => {
  const { batch, jobs } = work;
  const { accountId } = batch;
  const results = await writeBatch(deps, work).catch(async (error: unknown) => {
    await letGo(deps, batch);
    throw error;
  });
  // What does not get a slot now gets one by the sweeper. Of the wait list no more than a page: the caller waits.
  const parked = results.flatMap((result) =>
    result.kind === 'new' && result.made.status === 'parked' ? [result.made.token] : [],
  );
  await tryTakeUp(deps, accountId, { parked, most: MOVED_AT_ONCE });
  deps.log('batch_created', { account: accountId, count: jobs.length, attempt: batch.attempt });
  const answer = present(results, deps.now());
  if (!identity.hasKey) {
    // A journal that is left is found by the sweeper, which has nothing to give back.
    await deps.batches.forget(batch).catch((error: unknown) => deps.log('batch_not_forgotten', { error }));
    return { answer };
  }
  if (await deps.batches.finish(batch, answer)) return { answer };
  // Another call completed it: both are answered the same.
  const finished = await deps.batches.find(accountId, batch.id);
  if (finished?.state !== 'done') throw inProgress();
  return replayOf(deps, finished, identity);
};

/** Goes on with a batch that an earlier call has left half-way: with the same tokens, charged once. */
const takeOver = async (
  deps: CreateBatchDependencies,
  call: Call,
  identity: BatchIdentity,
  left: Batch,
): Promise<BatchAnswered> => {
  const now = deps.now();
  if (left.bodyHash !== identity.bodyHash || left.leaseUntil > now) throw inProgress();
  const batch = { ...left, attempt: left.attempt + 1, leaseUntil: now + BATCH_LEASE_MS };
  const { account, body } = call;
  // By the plan of the first call: what it reserved stands.
  const jobs = await batchJobs(deps, account.id, await judgeBatch(deps, account, body, left.plan));
  if (!(await deps.batches.takeOver(left, batch))) throw inProgress();
  const load = await currentLoad(deps, laneOf(account));
  return complete(deps, call, identity, { batch, jobs, account, load });
};

/** What an earlier call with the same idempotency key leads to; undefined: there was none, or its time is over. */
const earlier = async (
  deps: CreateBatchDependencies,
  call: Call,
  identity: BatchIdentity,
): Promise<BatchAnswered | undefined> => {
  const found = identity.hasKey ? await deps.batches.find(call.account.id, identity.id) : undefined;
  if (found === undefined) return undefined;
  if (found.keptUntil <= deps.now()) {
    await giveUpBatch(deps, found);
    return undefined;
  }
  return found.state === 'done' ? replayOf(deps, found, identity) : takeOver(deps, call, identity, found);
};

/**
 * Judges a batch, takes what its account has for it at one stroke, and writes its captures, each once and charged once
 * (contract, batch and idempotency key); `present` makes the answer, which an idempotency key keeps for 24 hours. Throws
 * ApiError where the call fails as a whole, and then nothing was created or charged, or a retry with the same
 * idempotency key completes it.
 */
export const createBatch = async (
  deps: CreateBatchDependencies,
  account: Account,
  body: Fields,
  present: PresentBatch,
): Promise<BatchAnswered> => {
  const call: Call = { account, body, present };
  const identity = await batchIdentity(deps, body);
  const replayed = await earlier(deps, call, identity);
  if (replayed !== undefined) return replayed;
  const jobs = await batchJobs(deps, account.id, await judgeBatch(deps, account, body));
  const load = await currentLoad(deps, laneOf(account));
  const reserved = await reserveBatch(deps, account, jobs, identity);
  if (reserved !== 'exists') return complete(deps, call, identity, { ...reserved, jobs, load });
  const other = await earlier(deps, call, identity);
  if (other === undefined) throw inProgress();
  return other;
};
