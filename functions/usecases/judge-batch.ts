import { type Account, effectivePlan, type PlanName, type Plans } from '../domain/account.ts';
import { proRequired } from '../domain/entitlement.ts';
import { ApiError } from '../domain/errors.ts';
import { type JobVerdict, judgeJobs } from '../domain/judge-jobs.ts';
import { type Fields, readRequest } from '../domain/read-request.ts';
import { batchRequest, secretInVain } from '../domain/submit-request.ts';
import type { Clock } from '../ports/clock.ts';
import { type JudgeCallbackUrlDependencies, judgeCallbackUrl } from './judge-callback-url.ts';

export interface JudgeBatchDependencies extends JudgeCallbackUrlDependencies {
  readonly plans: Plans;
  readonly now: Clock;
}

/**
 * Judges a batch: the top level as a whole, then each job by itself, for the account's plan unless another is given.
 * Throws ApiError where the call fails as a whole: `invalid_parameter`, `batch_too_large`, `invalid_callback_url`,
 * `pro_required` for too many jobs.
 */
export const judgeBatch = async (
  deps: JudgeBatchDependencies,
  account: Account,
  body: Fields,
  plan: PlanName = effectivePlan(account, deps.now()),
): Promise<JobVerdict[]> => {
  const request = readRequest(batchRequest, body, { alsoKnown: ['key'] });
  const { jobs, callback_url: callbackUrl, callback_secret: secret } = request.fields;
  if (secret && callbackUrl === undefined) request.warnings.push(secretInVain);
  const mostOfAll = Math.max(deps.plans.free.batchLimit, deps.plans.pro.batchLimit);
  if (jobs.length > mostOfAll) {
    throw new ApiError('batch_too_large', { detail: `A batch may have ${mostOfAll} jobs at most.` });
  }
  if (callbackUrl !== undefined) await judgeCallbackUrl(deps, account.id, callbackUrl);
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
