import { type Account, effectivePlan, type Plans } from '../domain/account.ts';
import type { Capture, CaptureIn } from '../domain/capture.ts';
import type { CaptureOptions } from '../domain/capture-options.ts';
import { captureRequest } from '../domain/capture-request.ts';
import { newCaptureToken } from '../domain/capture-token.ts';
import { possibleCharges } from '../domain/charge.ts';
import { requireFreeOptions } from '../domain/entitlement.ts';
import { ApiError } from '../domain/errors.ts';
import { expectedDuration, firstGuess, type Load } from '../domain/eta.ts';
import type { OutboundPolicy } from '../domain/outbound-policy.ts';
import { transition } from '../domain/transition.ts';
import { nextMonth, utcMonth } from '../domain/utc-month.ts';
import type { Captures, Clock, Log, RandomBytes, RenderLoad, RenderQueue } from '../ports.ts';

export interface CreateCaptureDependencies {
  readonly captures: Captures;
  readonly queue: RenderQueue;
  readonly load: RenderLoad;
  readonly policy: OutboundPolicy;
  readonly plans: Plans;
  readonly randomBytes: RandomBytes;
  readonly now: Clock;
  readonly log: Log;
}

const judge = (
  deps: CreateCaptureDependencies,
  account: Account,
  body: Readonly<Record<string, unknown>>,
) => {
  const request = captureRequest(body);
  const verdict = deps.policy.judgeUrl(request.options.url);
  if (!verdict.allowed) {
    deps.log('url_refused', { account: account.id, verdict: verdict.verdict });
    throw new ApiError('invalid_url', {
      detail: 'The url is not allowed. Only public http and https URLs can be captured.',
    });
  }
  const plan = effectivePlan(account, deps.now());
  if (plan === 'free') requireFreeOptions({ ...request.options, customPort: verdict.customPort });
  return { ...request, plan };
};

const charged = async (
  deps: CreateCaptureDependencies,
  account: Account,
  monthlyQuota: number,
  draft: Omit<CaptureIn<'queued'>, 'charge'>,
): Promise<CaptureIn<'queued'>> => {
  for (const charge of possibleCharges(account, monthlyQuota, utcMonth(draft.createdAt))) {
    const queued = { ...draft, charge };
    if ((await deps.captures.create(queued, { monthlyQuota })) === 'created') return queued;
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
    dueAt: createdAt + expectedDuration(load, options.wait_time),
  };
};

/**
 * Judges a request in the contract's order (shape, URL, plan), charges it, stores it and queues it. Throws ApiError
 * for every refusal; a refused request changes nothing.
 */
export const createCapture = async (
  deps: CreateCaptureDependencies,
  account: Account,
  body: Readonly<Record<string, unknown>>,
): Promise<CaptureIn<'queued'>> => {
  const { options, warnings, plan } = judge(deps, account, body);
  const { monthlyQuota } = deps.plans[plan];
  const queued = await charged(deps, account, monthlyQuota, await draft(deps, account, options, warnings));
  await handOn(deps, queued);
  deps.log('capture_created', { account: account.id, jobId: queued.jobId });
  return queued;
};
