import type { Account, Plans } from '../domain/account.ts';
import type { Capture, CaptureIn } from '../domain/capture.ts';
import type { CaptureOptions } from '../domain/capture-options.ts';
import { newCaptureToken } from '../domain/capture-token.ts';
import { possibleCharges } from '../domain/charge.ts';
import { DEDUPE_MS } from '../domain/dedupe.ts';
import { ApiError } from '../domain/errors.ts';
import { expectedDuration, firstGuess, type Load } from '../domain/eta.ts';
import type { Fields } from '../domain/read-request.ts';
import { submitRequest } from '../domain/submit-request.ts';
import { transition } from '../domain/transition.ts';
import { nextMonth, utcMonth } from '../domain/utc-month.ts';
import type { Captures, CreateLimits, RandomBytes, RenderLoad, RenderQueue } from '../ports.ts';
import {
  type JudgedSubmit,
  type JudgeSubmitDependencies,
  judgeSubmit,
  type SubmitSchema,
} from './judge-submit.ts';

export interface CreateCaptureDependencies extends JudgeSubmitDependencies {
  readonly captures: Captures;
  readonly queue: RenderQueue;
  readonly load: RenderLoad;
  readonly plans: Plans;
  readonly randomBytes: RandomBytes;
}

/** A capture that a request led to: a new one, or the one of the same request a moment ago. */
export type Submitted =
  | { readonly deduplicated: false; readonly capture: CaptureIn<'queued'>; readonly warnings: string[] }
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

const charged = async (
  deps: CreateCaptureDependencies,
  account: Account,
  limits: CreateLimits,
  draft: Omit<CaptureIn<'queued'>, 'charge'>,
): Promise<CaptureIn<'queued'> | undefined> => {
  for (const charge of possibleCharges(account, limits.monthlyQuota, utcMonth(draft.createdAt))) {
    const queued = { ...draft, charge };
    const answer = await deps.captures.create(queued, limits);
    if (answer === 'created') return queued;
    if (answer === 'duplicate') return undefined;
  }
  const seconds = Math.ceil((nextMonth(draft.createdAt) - draft.createdAt) / 1_000);
  throw new ApiError('waitlist_full', {
    detail:
      "This month's quota and the credits are used up. The quota starts anew at the turn of the month (UTC).",
    retryAfter: seconds,
  });
};

const giveUp = async (deps: CreateCaptureDependencies, queued: Capture): Promise<boolean> => {
  const failed = transition(queued, { type: 'not_sent', at: deps.now() });
  return failed !== undefined && (await deps.captures.replace(queued, failed, true));
};

// The row comes first, so that nothing that was accepted can be lost; a capture that could not be handed on is ended
// and given back, so that nobody waits for it or pays for it.
const handOn = async (deps: CreateCaptureDependencies, queued: Capture): Promise<void> => {
  const { jobId } = queued;
  try {
    await deps.queue.send(queued.token);
  } catch (error) {
    deps.log('capture_not_sent', { jobId, error });
    const gaveUp = await giveUp(deps, queued).catch((second: unknown) => {
      deps.log('capture_not_given_back', { jobId, error: second });
      throw new ApiError('unavailable', { detail: 'The capture could not be queued. Try again later.' });
    });
    // It has moved on, so the message did arrive: only the answer to it was lost.
    if (!gaveUp) return;
    throw new ApiError('unavailable', {
      detail: 'The capture could not be queued and was not charged. Try again.',
    });
  }
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
): Promise<Omit<CaptureIn<'queued'>, 'charge'>> => {
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
): Promise<CaptureIn<'queued'> | undefined> => {
  const limits = { monthlyQuota: deps.plans[plan].monthlyQuota, dedupe };
  const queued = await charged(deps, account, limits, await draft(deps, account, options, warnings));
  if (queued === undefined) return undefined;
  await handOn(deps, queued);
  deps.log('capture_created', { account: account.id, jobId: queued.jobId });
  return queued;
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
