import { createHash } from 'node:crypto';
import type { Account, Plans } from '../domain/account.ts';
import type { Batch } from '../domain/batch.ts';
import type { Capture } from '../domain/capture.ts';
import { DEDUPE_MS } from '../domain/dedupe.ts';
import { ApiError } from '../domain/errors.ts';
import type { Load } from '../domain/eta.ts';
import { inPages } from '../domain/in-pages.ts';
import {
  type Captures,
  RESERVED_AT_ONCE,
  type Reserved,
  type ReservedCapture,
  type Voided,
} from '../ports/captures.ts';
import type { Clock } from '../ports/clock.ts';
import type { Envelopes } from '../ports/envelopes.ts';
import type { BatchJob } from './batch-jobs.ts';
import { decidedJobs, type JobResults, withRepeated } from './decided-jobs.ts';
import { type JobDraft, jobDrafts } from './job-drafts.ts';
import { type JobResult, jobNotTaken, type MadeJob, refusedJob } from './job-result.ts';
import { recentCaptures } from './recent-captures.ts';
import { reservedCapture } from './reserved-capture.ts';
import { type Seal, sealer } from './sealer.ts';
import { sideBySide } from './side-by-side.ts';

export interface WriteBatchDependencies {
  readonly captures: Captures;
  readonly envelopes: Pick<Envelopes, 'create'>;
  readonly plans: Plans;
  readonly now: Clock;
}

/** Transactions of a batch that are under way at the same time. */
const WIDTH = 8;
/** What a page may have of what is sealed, in bytes: a transaction may have 4 MB in all. */
const RESERVED_BYTES = 3_000_000;
/** How often a job is written anew when the same request is made, or fails, at the same moment. */
const TRIES = 4;

/** Where the writing of a batch stands. */
interface Writing {
  readonly deps: WriteBatchDependencies;
  readonly batch: Batch;
  readonly jobs: readonly BatchJob[];
  /** Of the captures that this call writes, in Unix milliseconds. */
  readonly createdAt: number;
  /** By index; what is reserved and not written yet is missing. */
  readonly results: JobResults;
}

const markedWith = ({ capture, text }: JobDraft, stale?: string): ReservedCapture => ({
  capture,
  mark: text === undefined ? undefined : { text, stale },
});

const made = (
  { batch }: Writing,
  index: number,
  { token, status }: Reserved,
  draft?: JobDraft,
): JobResult => {
  const dueAt = draft?.capture.status === 'parked' ? draft.capture.dueAt : undefined;
  const job: MadeJob = { token, jobId: batch.firstJobId + index, status, dueAt };
  return { kind: 'new', made: job, warnings: draft?.warnings ?? [] };
};

const isNew = (writing: Writing, draft: JobDraft): void => {
  writing.results[draft.index] = made(writing, draft.index, draft.reserved, draft);
};

/** What stands there already, of an earlier call or of one that works on the same batch. */
const standsAlready = async (
  writing: Writing,
  draft: JobDraft,
  found: Capture | Voided,
): Promise<JobResult> => {
  if (found.status !== 'void') return made(writing, draft.index, draft.reserved, draft);
  if (found.duplicateOf === undefined) return jobNotTaken();
  const other = await writing.deps.captures.get(found.duplicateOf);
  if (other === undefined) return jobNotTaken();
  return { kind: 'deduplicated', token: other.token, status: other.status, warnings: draft.warnings };
};

/** Writes one job by itself: something of its page was not as expected, perhaps of this one. */
const writeOne = async (writing: Writing, draft: JobDraft, known: string | undefined): Promise<void> => {
  const { deps, createdAt, results } = writing;
  const { captures } = deps;
  const { index, reserved, text, warnings } = draft;
  let stale = known;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const answer = await captures.createReserved([markedWith(draft, stale)]);
    if (answer === 'created') return isNew(writing, draft);
    const there = (await captures.findReserved([reserved.token])).get(reserved.token);
    if (there !== undefined) {
      results[index] = await standsAlready(writing, draft, there);
      return;
    }
    // The same request was made meanwhile: its capture does for this job, and what the job took is given back.
    const recent = await recentCaptures(deps, text === undefined ? [] : [text], createdAt - DEDUPE_MS);
    const other = text === undefined ? undefined : recent.alive.get(text);
    stale = text === undefined ? undefined : recent.stale.get(text);
    if (other === undefined) continue;
    const because: Voided = { status: 'void', duplicateOf: other.token };
    if ((await captures.voidReserved([reserved], because)) === 'voided') {
      results[index] = { kind: 'deduplicated', token: other.token, status: other.status, warnings };
      return;
    }
  }
  throw new ApiError('unavailable', {
    detail: 'The same request is made many times at this moment. Try again.',
  });
};

const writePage = async (writing: Writing, page: readonly JobDraft[], stale: ReadonlyMap<string, string>) => {
  const reserved = page.map((draft) => markedWith(draft, stale.get(draft.text ?? '')));
  if ((await writing.deps.captures.createReserved(reserved)) === 'created') {
    for (const draft of page) isNew(writing, draft);
    return;
  }
  for (const draft of page) await writeOne(writing, draft, stale.get(draft.text ?? ''));
};

/** Jobs that an earlier call has reserved for and that are refused now, such as by a policy that changed meanwhile. */
const giveBackRefused = async (writing: Writing): Promise<void> => {
  const { deps, batch, jobs, results } = writing;
  for (const [index, { verdict }] of jobs.entries()) {
    const reserved = reservedCapture(batch, index);
    if (reserved === undefined || !('error' in verdict) || results[index] !== undefined) continue;
    const answer = await deps.captures.voidReserved([reserved], { status: 'void' });
    const there = answer === 'voided' ? undefined : await deps.captures.get(reserved.token);
    results[index] = there === undefined ? refusedJob(verdict.error) : made(writing, index, reserved);
  }
};

/** One data key does for all captures of a batch that this call writes; what is sealed is for its own token alone. */
const batchSealer = (
  { envelopes }: WriteBatchDependencies,
  { accountId, seed }: Batch,
  jobs: readonly BatchJob[],
): Promise<Seal> => {
  const secrets = jobs.flatMap(({ verdict }) => ('error' in verdict ? [] : [verdict.stored.secrets]));
  const boundTo = `batch ${createHash('sha256').update(seed).digest('hex').slice(0, 32)}`;
  return sealer(envelopes, { accountId, boundTo }, secrets);
};

const sealedSize = ({ capture: { sealed } }: JobDraft): number => sealed?.inputs?.length ?? 0;

/** A batch that is reserved for; `stale` are known tokens of captures that do not count (recent-captures.ts). */
export interface BatchToWrite {
  readonly batch: Batch;
  readonly jobs: readonly BatchJob[];
  readonly account: Account;
  readonly load: Load;
  readonly stale?: ReadonlyMap<string, string> | undefined;
}

/**
 * Writes the captures that a batch has reserved for, each once, however often and by however many calls this is done,
 * and gives what became of each job in input order. A job whose request led to a capture meanwhile gives back what it
 * took.
 */
export const writeBatch = async (
  deps: WriteBatchDependencies,
  { batch, jobs, account, load, stale: known }: BatchToWrite,
): Promise<readonly JobResult[]> => {
  // What a retry writes is created now, whatever was created of it before.
  const createdAt = batch.attempt > 1 ? deps.now() : batch.createdAt;
  const writing: Writing = { deps, batch, jobs, createdAt, results: decidedJobs(batch, jobs) };
  const seal = await batchSealer(deps, batch, jobs);
  let left = jobDrafts(batch, jobs, { plans: deps.plans, account, load, createdAt, seal });
  if (batch.attempt > 1) {
    const there = await deps.captures.findReserved(left.map(({ reserved }) => reserved.token));
    for (const draft of left) {
      const found = there.get(draft.reserved.token);
      if (found !== undefined) writing.results[draft.index] = await standsAlready(writing, draft, found);
    }
    left = left.filter(({ index }) => writing.results[index] === undefined);
    await giveBackRefused(writing);
  }
  const texts = left.map(({ text }) => text).filter((text) => text !== undefined);
  const stale = known ?? (await recentCaptures(deps, texts, createdAt - DEDUPE_MS)).stale;
  await sideBySide(
    inPages(left, RESERVED_AT_ONCE, { weightOf: sealedSize, most: RESERVED_BYTES }),
    WIDTH,
    (page) => writePage(writing, page, stale),
  );
  return withRepeated(writing.results, jobs).map((result) => result ?? jobNotTaken());
};
