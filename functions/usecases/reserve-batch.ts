import { type Account, accountLimits, effectivePlan, type Plans } from '../domain/account.ts';
import { type Allotment, allot } from '../domain/allot.ts';
import { BATCH_LEASE_MS, type Batch, IDEMPOTENCY_MS, jobOutcomes } from '../domain/batch.ts';
import type { RandomBytes } from '../domain/capture-token.ts';
import { DEDUPE_MS } from '../domain/dedupe.ts';
import { ApiError } from '../domain/errors.ts';
import { holdingsOf } from '../domain/holdings.ts';
import { utcMonth } from '../domain/utc-month.ts';
import type { Accounts } from '../ports/accounts.ts';
import type { Batches } from '../ports/batches.ts';
import type { Captures } from '../ports/captures.ts';
import type { BatchIdentity } from './batch-identity.ts';
import type { BatchJob } from './batch-jobs.ts';
import { type RecentCaptures, recentCaptures } from './recent-captures.ts';
import { releaseFirst } from './release-first.ts';
import { reservedCapture } from './reserved-capture.ts';
import type { TakeUpDependencies } from './take-up.ts';

export interface ReserveBatchDependencies extends TakeUpDependencies {
  readonly accounts: Pick<Accounts, 'get'>;
  readonly captures: Captures;
  readonly batches: Pick<Batches, 'begin'>;
  readonly randomBytes: RandomBytes;
  readonly plans: Plans;
}

/** A batch that is reserved for, and the account that it was reserved from. */
export interface ReservedBatch {
  readonly batch: Batch;
  readonly account: Account;
  readonly stale: RecentCaptures['stale'];
}

/** How often a batch is reserved for anew when others take what there was at the same moment. */
const TRIES = 12;
/** Waitlisted captures that are released before a batch takes something of the allowance: as many as it has time for. */
const RELEASED_FIRST = 2_000;

const letterOf = (allotment: Allotment | undefined): string => {
  if (allotment?.to === 'waitlist') return jobOutcomes.waitlist;
  if (allotment?.to !== 'paid') return jobOutcomes.full;
  return jobOutcomes[allotment.charge.from];
};

/** What becomes of each job with what the account has at this moment, in input order. */
const outcomesOf = (
  jobs: readonly BatchJob[],
  { alive }: RecentCaptures,
  allotments: readonly Allotment[],
): string => {
  const left = allotments[Symbol.iterator]();
  return jobs
    .map(({ verdict, text, first }, index) => {
      if ('error' in verdict) return jobOutcomes.refused;
      if (first !== index) return jobOutcomes.repeated;
      if (text !== undefined && alive.has(text)) return jobOutcomes.found;
      return letterOf(left.next().value);
    })
    .join('');
};

const isNew =
  (recent: RecentCaptures) =>
  (job: BatchJob, index: number): boolean =>
    !('error' in job.verdict) &&
    job.first === index &&
    (job.text === undefined || !recent.alive.has(job.text));

/**
 * Takes for a batch, at one stroke and in input order, what its account has for it, and writes down what becomes of each
 * job. `exists`: a batch with this identity was begun meanwhile. Throws ApiError `unavailable`.
 */
export const reserveBatch = async (
  deps: ReserveBatchDependencies,
  known: Account,
  jobs: readonly BatchJob[],
  identity: BatchIdentity,
): Promise<ReservedBatch | 'exists'> => {
  const createdAt = deps.now();
  const month = utcMonth(createdAt);
  const texts = jobs.flatMap(({ text, first }, index) =>
    text !== undefined && first === index ? [text] : [],
  );
  const [firstJobId, recent] = await Promise.all([
    deps.captures.nextJobIds(jobs.length),
    recentCaptures(deps, texts, createdAt - DEDUPE_MS),
  ]);
  const count = jobs.filter(isNew(recent)).length;
  const found = jobs.flatMap(({ text, first }, index) => {
    const one = text === undefined || first !== index ? undefined : recent.alive.get(text);
    return one === undefined ? [] : [`${one.token} ${one.status}`];
  });
  const seed = Buffer.from(deps.randomBytes(32)).toString('hex');
  // As it is now: an earlier batch of the same key may just have been given up.
  let account = (await deps.accounts.get(known.id, month)) ?? known;
  let most = RELEASED_FIRST;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const { isBlocked, released, ...ready } = await releaseFirst(deps, account, { month, most, count });
    account = ready.account;
    most -= released;
    const limits = accountLimits(deps.plans, account, createdAt);
    const batch: Batch = {
      accountId: account.id,
      ...identity,
      state: 'open',
      seed,
      firstJobId,
      plan: effectivePlan(account, createdAt),
      month,
      createdAt,
      leaseUntil: createdAt + BATCH_LEASE_MS,
      attempt: 1,
      outcomes: outcomesOf(jobs, recent, allot(account, limits, { month, count, isBlocked })),
      found,
      keptUntil: createdAt + IDEMPOTENCY_MS,
    };
    const reserved = jobs.map((_, index) => reservedCapture(batch, index)).filter((one) => one !== undefined);
    const answer = await deps.batches.begin(batch, holdingsOf(reserved), limits);
    if (answer === 'begun') return { batch, account, stale: recent.stale };
    if (answer === 'exists') return 'exists';
    account = (await deps.accounts.get(account.id, month)) ?? account;
  }
  throw new ApiError('unavailable', {
    detail: 'Too much happens in this account at the same moment. Try again.',
    retryAfter: 1,
  });
};
