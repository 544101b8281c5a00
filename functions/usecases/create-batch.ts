import { type Account, effectivePlan, type Plans } from '../domain/account.ts';
import { proRequired } from '../domain/entitlement.ts';
import { ApiError } from '../domain/errors.ts';
import { type JobVerdict, judgeJobs } from '../domain/judge-jobs.ts';
import { type Fields, readRequest } from '../domain/read-request.ts';
import { batchRequest } from '../domain/submit-request.ts';
import type { Clock } from '../ports.ts';
import { type JudgeCallbackUrlDependencies, judgeCallbackUrl } from './judge-callback-url.ts';

export interface CreateBatchDependencies extends JudgeCallbackUrlDependencies {
  readonly plans: Plans;
  readonly now: Clock;
}

/**
 * Judges a batch: the top level as a whole, then each job by itself. Throws ApiError where the call fails as a whole:
 * `invalid_parameter`, `batch_too_large`, `invalid_callback_url`, or `pro_required` for too many jobs.
 */
export const judgeBatch = async (
  deps: CreateBatchDependencies,
  account: Account,
  body: Fields,
): Promise<JobVerdict[]> => {
  const request = readRequest(batchRequest, body, { alsoKnown: ['key'] });
  const { jobs, callback_url: callbackUrl } = request.fields;
  const mostOfAll = Math.max(deps.plans.free.batchLimit, deps.plans.pro.batchLimit);
  if (jobs.length > mostOfAll) {
    throw new ApiError('batch_too_large', { detail: `A batch may have ${mostOfAll} jobs at most.` });
  }
  if (callbackUrl !== undefined) await judgeCallbackUrl(deps, account.id, callbackUrl);
  const plan = effectivePlan(account, deps.now());
  const { batchLimit } = deps.plans[plan];
  if (jobs.length > batchLimit) {
    throw proRequired(new Map([['jobs', `jobs must be at most ${batchLimit}`]]));
  }
  return judgeJobs(
    {
      policy: deps.policy,
      plan,
      onRefused: (verdict) => deps.log('url_refused', { account: account.id, verdict }),
    },
    request,
  );
};

/** Judges a batch, and refuses it: a batch is not charged and queued in this version. Throws ApiError in any case. */
export const createBatch = async (
  deps: CreateBatchDependencies,
  account: Account,
  body: Fields,
): Promise<never> => {
  await judgeBatch(deps, account, body);
  throw new ApiError('unavailable', {
    detail:
      'This version of the service cannot take batches yet. Nothing was charged; submit each capture by POST /capture.',
  });
};
