import { type Account, accountLimits, type Plans } from '../domain/account.ts';
import { type Batch, jobOutcomes } from '../domain/batch.ts';
import type { Capture, CaptureStatus } from '../domain/capture.ts';
import { DEDUPE_MS } from '../domain/dedupe.ts';
import { ApiError } from '../domain/errors.ts';
import { expectedDuration, type Load } from '../domain/eta.ts';
import { inPages } from '../domain/in-pages.ts';
import {
  type Captures,
  type Clock,
  type NewCapture,
  RESERVED_AT_ONCE,
  type Reserved,
  type ReservedCapture,
  type Voided,
} from '../ports.ts';
import type { BatchJob } from './batch-jobs.ts';
import { recentCaptures } from './recent-captures.ts';
import { reservedCapture } from './reserved-capture.ts';
import { sideBySide } from './side-by-side.ts';

export interface WriteBatchDependencies {
  readonly captures: Captures;
  readonly plans: Plans;
  readonly now: Clock;
}

/** What became of a job of a batch. */
export type JobResult = { readonly warnings: readonly string[] } & (
  | { readonly kind: 'new'; readonly made: MadeJob }
  | { readonly kind: 'deduplicated'; readonly token: string; readonly status: CaptureStatus }
  | { readonly kind: 'error'; readonly error: ApiError }
);

/** A capture that a batch made; `dueAt` in Unix milliseconds, absent on the wait list. */
interface MadeJob {
  readonly token: string;
  readonly jobId: number;
  readonly status: 'parked' | 'waitlisted';
  readonly dueAt?: number | undefined;
}

/** Transactions of a batch that are under way at the same time. */
const WIDTH = 8;
/** How often a job is written anew when the same request is made, or fails, at the same moment. */
const TRIES = 4;

const refused = (error: ApiError): JobResult => ({ kind: 'error', error, warnings: [] });
const notTaken = (): JobResult =>
  refused(new ApiError('unavailable', { detail: 'The job could not be taken. Submit it again.' }));

/** Where the writing of a batch stands. */
interface Writing {
  readonly deps: WriteBatchDependencies;
  readonly batch: Batch;
  readonly jobs: readonly BatchJob[];
  /** Of the captures that this call writes, in Unix milliseconds. */
  readonly createdAt: number;
  /** By index; what is reserved and not written yet is missing. */
  readonly results: (JobResult | undefined)[];
}

interface Draft {
  readonly index: number;
  readonly reserved: Reserved;
  readonly capture: NewCapture;
  readonly text: string | undefined;
  readonly warnings: readonly string[];
}

/** The captures of the jobs that are paid for or waitlisted; a job that is refused now has none. */
const drafts = ({ deps, batch, jobs, createdAt }: Writing, account: Account, load: Load): Draft[] => {
  const width = accountLimits(deps.plans, account, createdAt).inflightCap;
  // A retry finds what the call before it has parked.
  const parked = batch.attempt > 1 ? 0 : (account.parked ?? 0);
  let seconds = (account.inflight + parked) * load.busySeconds;
  return jobs.flatMap(({ verdict, text }, index): Draft[] => {
    const reserved = reservedCapture(batch, index);
    if (reserved === undefined || 'error' in verdict) return [];
    const { options, warnings } = verdict;
    const facts = {
      token: reserved.token,
      jobId: batch.firstJobId + index,
      accountId: batch.accountId,
      options,
      createdAt,
      warnings: [...warnings],
      attempt: 0,
      private: false,
    };
    const { charge } = reserved;
    if (charge === undefined) {
      return [{ index, reserved, text, warnings, capture: { ...facts, status: 'waitlisted' } }];
    }
    const dueAt = createdAt + expectedDuration(load, options.wait_time, { seconds, width });
    seconds += load.slotSeconds + options.wait_time;
    return [{ index, reserved, text, warnings, capture: { ...facts, status: 'parked', charge, dueAt } }];
  });
};

const markedWith = ({ createdAt }: Writing, { capture, text }: Draft, stale?: string): ReservedCapture => {
  const since = createdAt - DEDUPE_MS;
  return { capture, mark: text === undefined ? undefined : { text, since, stale } };
};

const made = ({ batch }: Writing, index: number, { token, status }: Reserved, draft?: Draft): JobResult => {
  const dueAt = draft?.capture.status === 'parked' ? draft.capture.dueAt : undefined;
  const job: MadeJob = { token, jobId: batch.firstJobId + index, status, dueAt };
  return { kind: 'new', made: job, warnings: draft?.warnings ?? [] };
};

const isNew = (writing: Writing, draft: Draft): void => {
  writing.results[draft.index] = made(writing, draft.index, draft.reserved, draft);
};

/** What stands there already, of an earlier call or of one that works on the same batch. */
const standsAlready = async (writing: Writing, draft: Draft, found: Capture | Voided): Promise<JobResult> => {
  if (found.status !== 'void') return made(writing, draft.index, draft.reserved, draft);
  if (found.duplicateOf === undefined) return notTaken();
  const other = await writing.deps.captures.get(found.duplicateOf);
  if (other === undefined) return notTaken();
  return { kind: 'deduplicated', token: other.token, status: other.status, warnings: draft.warnings };
};

/** Writes one job by itself: something of its page was not as expected, perhaps of this one. */
const writeOne = async (writing: Writing, draft: Draft): Promise<void> => {
  const { deps, createdAt, results } = writing;
  const { captures } = deps;
  const { index, reserved, text, warnings } = draft;
  let stale: string | undefined;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const answer = await captures.createReserved([markedWith(writing, draft, stale)]);
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

const writePage = async (writing: Writing, page: readonly Draft[], stale: ReadonlyMap<string, string>) => {
  const reserved = page.map((draft) => markedWith(writing, draft, stale.get(draft.text ?? '')));
  if ((await writing.deps.captures.createReserved(reserved)) === 'created') {
    for (const draft of page) isNew(writing, draft);
    return;
  }
  for (const draft of page) await writeOne(writing, draft);
};

/** Jobs that an earlier call has reserved for and that are refused now, such as by a policy that changed meanwhile. */
const giveBackRefused = async (writing: Writing): Promise<void> => {
  const { deps, batch, jobs, results } = writing;
  for (const [index, { verdict }] of jobs.entries()) {
    const reserved = reservedCapture(batch, index);
    if (reserved === undefined || !('error' in verdict) || results[index] !== undefined) continue;
    const answer = await deps.captures.voidReserved([reserved], { status: 'void' });
    const there = answer === 'voided' ? undefined : await deps.captures.get(reserved.token);
    results[index] = there === undefined ? refused(verdict.error) : made(writing, index, reserved);
  }
};

/** What was decided when the batch was reserved for, without anything to write. */
const decided = ({ batch, jobs, results }: Writing): void => {
  const found = batch.found[Symbol.iterator]();
  for (const [index, { verdict }] of jobs.entries()) {
    const outcome = batch.outcomes[index];
    if (outcome === jobOutcomes.full) {
      results[index] = refused(
        new ApiError('waitlist_full', {
          detail: "This month's quota and the credits are used up, and the wait list is full.",
        }),
      );
    } else if (outcome === jobOutcomes.found) {
      const [token = '', status] = String(found.next().value).split(' ');
      const warnings = 'error' in verdict ? [] : verdict.warnings;
      results[index] = { kind: 'deduplicated', token, status: status as CaptureStatus, warnings };
    } else if (outcome === jobOutcomes.refused) {
      results[index] = 'error' in verdict ? refused(verdict.error) : notTaken();
    }
  }
};

/** The results of jobs that are the same as an earlier one of the batch: that one's capture, or its refusal. */
const repeated = ({ jobs, results }: Writing): void => {
  for (const [index, { verdict, first }] of jobs.entries()) {
    const other = results[first];
    if (first === index || other === undefined || results[index] !== undefined) continue;
    const warnings = 'error' in verdict ? [] : verdict.warnings;
    results[index] =
      other.kind === 'new'
        ? { kind: 'deduplicated', token: other.made.token, status: other.made.status, warnings }
        : { ...other, warnings };
  }
};

/** A batch that is reserved for; `stale` are known tokens of recent captures that do not count (recent-captures.ts). */
interface BatchToWrite {
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
  const writing: Writing = { deps, batch, jobs, createdAt, results: jobs.map(() => undefined) };
  decided(writing);
  let left = drafts(writing, account, load);
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
  await sideBySide(inPages(left, RESERVED_AT_ONCE), WIDTH, (page) => writePage(writing, page, stale));
  repeated(writing);
  return writing.results.map((result) => result ?? notTaken());
};
