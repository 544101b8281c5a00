import { type Account, effectivePlan, type PlanName, type Plans } from '../domain/account.ts';
import { admitCapture } from '../domain/admit-capture.ts';
import type { Capture, CaptureIn } from '../domain/capture.ts';
import type { CaptureOptions } from '../domain/capture-options.ts';
import { newCaptureToken } from '../domain/capture-token.ts';
import { possibleCharges } from '../domain/charge.ts';
import { ApiError } from '../domain/errors.ts';
import { expectedDuration, firstGuess, type Load } from '../domain/eta.ts';
import { jointRules } from '../domain/joint-rules.ts';
import { judgeTarget, targetHost } from '../domain/judge-target.ts';
import { type Fields, readRequest } from '../domain/read-request.ts';
import { type callbackRequest, submitRequest } from '../domain/submit-request.ts';
import { transition } from '../domain/transition.ts';
import { nextMonth, utcMonth } from '../domain/utc-month.ts';
import type { Captures, Clock, RandomBytes, RenderLoad, RenderQueue } from '../ports.ts';
import { type JudgeCallbackUrlDependencies, judgeCallbackUrl } from './judge-callback-url.ts';

/** What a request for one capture has to look like: with or without a place to send the result to. */
type SubmitSchema = typeof submitRequest | typeof callbackRequest;

export interface CreateCaptureDependencies extends JudgeCallbackUrlDependencies {
  readonly captures: Captures;
  readonly queue: RenderQueue;
  readonly load: RenderLoad;
  readonly plans: Plans;
  readonly randomBytes: RandomBytes;
  readonly now: Clock;
}

// In the contract's order: shape, URLs, plan, preset.
const judge = async (
  deps: CreateCaptureDependencies,
  account: Account,
  body: Fields,
  schema: SubmitSchema,
): Promise<{ options: CaptureOptions; warnings: string[]; plan: PlanName }> => {
  const { policy, log } = deps;
  const rules = jointRules(targetHost(policy));
  const request = readRequest(schema, body, { rules, alsoKnown: ['key'] });
  const { url, callback_url: callbackUrl } = request.fields;
  const target = judgeTarget(policy, url, (verdict) => log('url_refused', { account: account.id, verdict }));
  if (callbackUrl !== undefined) await judgeCallbackUrl(deps, account.id, callbackUrl);
  const plan = effectivePlan(account, deps.now());
  return { options: admitCapture(plan, request, target), warnings: request.warnings, plan };
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
    private: false,
    dueAt: createdAt + expectedDuration(load, options.wait_time),
  };
};

/**
 * Judges a request in the contract's order, charges it, stores it and queues it. Throws ApiError for every refusal; a
 * refused request changes nothing.
 */
export const createCapture = async (
  deps: CreateCaptureDependencies,
  account: Account,
  body: Fields,
  schema: SubmitSchema = submitRequest,
): Promise<CaptureIn<'queued'>> => {
  const { options, warnings, plan } = await judge(deps, account, body, schema);
  const { monthlyQuota } = deps.plans[plan];
  const queued = await charged(deps, account, monthlyQuota, await draft(deps, account, options, warnings));
  await handOn(deps, queued);
  deps.log('capture_created', { account: account.id, jobId: queued.jobId });
  return queued;
};
