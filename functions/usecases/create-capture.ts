import type { Account } from '../domain/account.ts';
import type { Capture, CaptureIn } from '../domain/capture.ts';
import type { CaptureOptions } from '../domain/capture-options.ts';
import { newCaptureToken } from '../domain/capture-token.ts';
import { possibleCharges } from '../domain/charge.ts';
import { DEDUPE_MS } from '../domain/dedupe.ts';
import { ApiError } from '../domain/errors.ts';
import { expectedDuration, firstGuess, type Load } from '../domain/eta.ts';
import type { Fields } from '../domain/read-request.ts';
import { submitRequest } from '../domain/submit-request.ts';
import { nextMonth, utcMonth } from '../domain/utc-month.ts';
import type { Captures, CreateLimits, RandomBytes, RenderLoad } from '../ports.ts';
import { handOn } from './hand-on.ts';
import {
  type JudgedSubmit,
  type JudgeSubmitDependencies,
  judgeSubmit,
  type SubmitSchema,
} from './judge-submit.ts';
import { type ReleaseWaitlistDependencies, releaseWaitlist } from './release-waitlist.ts';

export interface CreateCaptureDependencies extends JudgeSubmitDependencies, ReleaseWaitlistDependencies {
  readonly captures: Captures;
  readonly load: RenderLoad;
  readonly randomBytes: RandomBytes;
}

/** A capture that a request led to: a new one, or the one of the same request a moment ago. */
export type Submitted =
  | { readonly deduplicated: false; readonly capture: Created; readonly warnings: string[] }
  | { readonly deduplicated: true; readonly capture: Capture; readonly warnings: string[] };

/** How often a request is tried anew when the same one is made, or fails, at the same moment. */
const DEDUPE_TRIES = 4;

// A failed capture does not count: its token is stale, and the next capture takes its place.
const recentCapture = async (
  { captures }: CreateCaptureDependencies,
  text: string,
  since: number,
): Promise<{ readonly alive?: Capture; readonly stale?: string }> => {
  const token = await captures.findRecent(text, since);
  if (token === undefined) return {};
  const found = await captures.get(token);
  return found === undefined || found.status === 'failed' ? { stale: token } : { alive: found };
};

type Draft = Omit<CaptureIn<'queued'>, 'charge'>;
type Created = CaptureIn<'queued'> | CaptureIn<'waitlisted'>;

/** Waitlisted captures that a submit releases before it takes something of the allowance itself. */
const RELEASED_FIRST = 25;

/** True when older captures wait for what this one would take; as many as a call has time for are released first. */
const mustQueueUp = async (deps: CreateCaptureDependencies, account: Account): Promise<boolean> => {
  if ((account.waitlisted ?? 0) === 0) return false;
  await releaseWaitlist(deps, account.id, RELEASED_FIRST);
  // Of the account and not of the list, which lags: a capture must not wait behind what has gone on already.
  const now = await deps.accounts.get(account.id, utcMonth(deps.now()));
  return (now?.waitlisted ?? 0) > 0;
};

const waitlisted = async (
  deps: CreateCaptureDependencies,
  limits: CreateLimits,
  { dueAt: _, ...draft }: Draft,
): Promise<CaptureIn<'waitlisted'> | undefined> => {
  const waiting: CaptureIn<'waitlisted'> = { ...draft, status: 'waitlisted' };
  const answer = await deps.captures.create(waiting, limits);
  if (answer === 'created') return waiting;
  if (answer === 'duplicate') return undefined;
  throw new ApiError('waitlist_full', {
    detail: `This month's quota and the credits are used up, and ${limits.waitlistPlaces} captures wait already. The quota starts anew at the turn of the month (UTC).`,
    retryAfter: Math.ceil((nextMonth(draft.createdAt) - draft.createdAt) / 1_000),
  });
};

/** Stores a new capture, paid from quota or credits, or else on the wait list. Undefined: the same one was made just now. */
const stored = async (
  deps: CreateCaptureDependencies,
  account: Account,
  limits: CreateLimits,
  draft: Draft,
): Promise<Created | undefined> => {
  const charges = possibleCharges(account, limits.monthlyQuota, utcMonth(draft.createdAt));
  if (charges.length > 0 && (await mustQueueUp(deps, account))) return waitlisted(deps, limits, draft);
  for (const charge of charges) {
    const queued = { ...draft, charge };
    const answer = await deps.captures.create(queued, limits);
    if (answer === 'created') return queued;
    if (answer === 'duplicate') return undefined;
  }
  return waitlisted(deps, limits, draft);
};

const currentLoad = (deps: CreateCaptureDependencies): Promise<Load> =>
  deps.load.current().catch((error: unknown) => {
    // An estimate is not worth a capture.
    deps.log('load_unknown', { error });
    return { ...firstGuess, waiting: 0, slots: 1 };
  });

const draft = async (
  deps: CreateCaptureDependencies,
  account: Account,
  options: CaptureOptions,
  warnings: string[],
): Promise<Draft> => {
  const [jobId, load] = await Promise.all([deps.captures.nextJobId(), currentLoad(deps)]);
  const createdAt = deps.now();
  return {
    status: 'queued',
    token: newCaptureToken(deps.randomBytes),
    jobId,
    accountId: account.id,
    options,
    warnings,
    createdAt,
    attempt: 0,
    private: false,
    dueAt: createdAt + expectedDuration(load, options.wait_time),
  };
};

const newCapture = async (
  deps: CreateCaptureDependencies,
  account: Account,
  { options, warnings, plan }: JudgedSubmit,
  dedupe: CreateLimits['dedupe'],
): Promise<Created | undefined> => {
  const { monthlyQuota } = deps.plans[plan];
  // The wait list holds at most one month's quota (contract, "Accounts").
  const limits = { monthlyQuota, waitlistPlaces: monthlyQuota, dedupe };
  const created = await stored(deps, account, limits, await draft(deps, account, options, warnings));
  if (created === undefined) return undefined;
  // The row comes first, so that nothing that was accepted can be lost.
  if (created.status === 'queued') await handOn(deps, created);
  deps.log('capture_created', { account: account.id, jobId: created.jobId });
  return created;
};

/**
 * Judges a request in the contract's order and gives the capture of the same request within the last minute; otherwise
 * charges, stores and queues a new one. Throws ApiError for every refusal; a refused request changes nothing.
 */
export const createCapture = async (
  deps: CreateCaptureDependencies,
  account: Account,
  body: Fields,
  schema: SubmitSchema = submitRequest,
): Promise<Submitted> => {
  const judged = await judgeSubmit(deps, account, body, schema);
  const { dedupe: text, warnings } = judged;
  // Two of the same request at one instant: one makes the capture, and the other finds it when it tries again.
  for (let tries = 0; tries < DEDUPE_TRIES; tries += 1) {
    const since = deps.now() - DEDUPE_MS;
    const { alive, stale } = text === undefined ? {} : await recentCapture(deps, text, since);
    if (alive !== undefined) return { deduplicated: true, capture: alive, warnings };
    const dedupe = text === undefined ? undefined : { text, since, stale };
    const capture = await newCapture(deps, account, judged, dedupe);
    if (capture !== undefined) return { deduplicated: false, capture, warnings };
  }
  throw new ApiError('unavailable', {
    detail: 'The same request is made many times at this moment. Try again.',
  });
};
