import { type Account, effectivePlan, type PlanName } from '../domain/account.ts';
import { admitCapture } from '../domain/admit-capture.ts';
import { dedupeText } from '../domain/dedupe.ts';
import { jointRules } from '../domain/joint-rules.ts';
import { judgeTarget, targetHost } from '../domain/judge-target.ts';
import { type Fields, readRequest } from '../domain/read-request.ts';
import { type StoredRequest, storedRequest } from '../domain/stored-request.ts';
import { type callbackRequest, secretInVain, type submitRequest } from '../domain/submit-request.ts';
import type { Clock } from '../ports/clock.ts';
import { type JudgeCallbackUrlDependencies, judgeCallbackUrl } from './judge-callback-url.ts';

/** What a request for one capture has to look like: with or without a place to send the result to. */
export type SubmitSchema = typeof submitRequest | typeof callbackRequest;

export interface JudgeSubmitDependencies extends JudgeCallbackUrlDependencies {
  readonly now: Clock;
}

/** A request that may become a capture. */
export interface JudgedSubmit {
  readonly stored: StoredRequest;
  readonly warnings: string[];
  readonly plan: PlanName;
  /** What the same request has in common with this one; absent for private captures, which are never the same. */
  readonly dedupe: string | undefined;
}

/** Judges a request for one capture in the contract's order: shape, URLs, plan, preset. Throws ApiError. */
export const judgeSubmit = async (
  deps: JudgeSubmitDependencies,
  account: Account,
  body: Fields,
  schema: SubmitSchema,
): Promise<JudgedSubmit> => {
  const { policy, log } = deps;
  const rules = jointRules(targetHost(policy));
  const request = readRequest(schema, body, { rules, alsoKnown: ['key'] });
  const { fields: asked, warnings } = request;
  const target = judgeTarget(policy, asked.url, (verdict) =>
    log('url_refused', { account: account.id, verdict }),
  );
  if (asked.callback_url !== undefined) await judgeCallbackUrl(deps, account.id, asked.callback_url);
  const plan = effectivePlan(account, deps.now());
  const options = admitCapture(plan, request, target);
  const dedupe = asked.private
    ? undefined
    : dedupeText({ accountId: account.id, url: target.url, options, asked });
  const inVain = asked.callback_secret && asked.callback_url === undefined ? [secretInVain] : [];
  return { stored: storedRequest(options, asked), warnings: [...warnings, ...inVain], plan, dedupe };
};
