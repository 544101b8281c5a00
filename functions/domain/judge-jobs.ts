import type { PlanName } from './account.ts';
import { admitCapture } from './admit-capture.ts';
import { type AskedOptions, askedOptions } from './asked-options.ts';
import type { CaptureOptions } from './capture-options.ts';
import { ApiError } from './errors.ts';
import { type JointRule, jointRules } from './joint-rules.ts';
import { judgeTarget, targetHost } from './judge-target.ts';
import type { DenyVerdict, OutboundPolicy } from './outbound-policy.ts';
import { type Fields, invalidParameter, type ReadRequest, readRequest } from './read-request.ts';
import { type StoredRequest, storedRequest } from './stored-request.ts';
import { batchJob, type batchRequest } from './submit-request.ts';

/** Where the results of a batch are sent: of the top level only. */
interface BatchCallback {
  readonly callback_url?: string | undefined;
  readonly callback_secret?: string | undefined;
}

/** What became of one job of a batch, before anything is charged. */
export type JobVerdict =
  | {
      readonly options: CaptureOptions;
      readonly stored: StoredRequest;
      readonly warnings: readonly string[];
      /** As it was asked for, with the defaults of the batch and its callback, and the URL as the parser writes it. */
      readonly asked: AskedOptions & BatchCallback;
      readonly url: URL;
    }
  | { readonly error: ApiError };

/** What jobs are judged by; `onRefused` is told why a URL was refused, for the log. */
export interface JobJudgement {
  readonly policy: OutboundPolicy;
  readonly plan: PlanName;
  readonly onRefused: (verdict: DenyVerdict) => void;
}

/** The top level's options that were sent: what a job has that does not send them itself. */
interface Defaults {
  readonly options: readonly (readonly [name: string, value: unknown])[];
  readonly warnings: readonly string[];
  readonly callback: BatchCallback;
}

const isFields = (job: unknown): job is Fields =>
  typeof job === 'object' && job !== null && !Array.isArray(job);

// Each option is judged by itself, so a job's own options and defaults that were judged once make the same as parsing
// them together would, and a default of megabytes is not parsed with each of 5,000 jobs.
const readJob = (job: unknown, defaults: Defaults) => {
  if (!isFields(job)) {
    throw new ApiError('invalid_parameter', {
      detail: 'Each of the jobs must be an object with a url.',
      fields: ['jobs'],
    });
  }
  const own = readRequest(batchJob, job);
  const inherited = defaults.options.filter(([name]) => !own.sent.has(name));
  return {
    fields: { ...own.fields, ...Object.fromEntries(inherited) } as Partial<AskedOptions>,
    sent: new Set([...own.sent, ...inherited.map(([name]) => name)]),
    warnings: [...defaults.warnings, ...own.warnings],
  };
};

const withUrl = (fields: Partial<AskedOptions>): AskedOptions => {
  if (fields.url !== undefined) return fields as AskedOptions;
  throw invalidParameter(new Map([['url', 'url must be a string with an http or https URL']]));
};

const judgeJob = (
  { policy, plan, onRefused }: JobJudgement,
  rules: readonly JointRule[],
  job: unknown,
  defaults: Defaults,
): JobVerdict => {
  const { fields: merged, sent, warnings } = readJob(job, defaults);
  const fields = withUrl(merged);
  const broken = rules.map(({ judge }) => judge(fields)).filter((one) => one !== undefined);
  if (broken.length > 0) throw invalidParameter(new Map(broken));
  const target = judgeTarget(policy, fields.url, onRefused);
  const options = admitCapture(plan, { fields, sent }, target);
  const asked = { ...fields, ...defaults.callback };
  return { options, stored: storedRequest(options, asked), warnings, asked, url: target.url };
};

/** What http_auth and cookies of all jobs may come to, in characters: a default of the top level counts for each job. */
const MOST_INPUTS = 16_000_000;

const requireStorable = (verdicts: readonly JobVerdict[]): void => {
  const sizes = verdicts.map((verdict) =>
    'error' in verdict ? 0 : (verdict.stored.secrets.inputs?.length ?? 0),
  );
  if (sizes.reduce((sum, size) => sum + size, 0) <= MOST_INPUTS) return;
  throw invalidParameter(
    new Map([
      [
        'cookies',
        `cookies must come to at most ${MOST_INPUTS / 1_000_000} MB over all jobs of a batch; send fewer jobs in a call`,
      ],
    ]),
  );
};

/**
 * Judges each job of a batch by itself, in input order: the options that the top level sent are its defaults (contract,
 * batch). A bad job is its own error and nobody else's. Throws ApiError `invalid_parameter` when what all of them ask for
 * is more than can be stored.
 */
export const judgeJobs = (
  judgement: JobJudgement,
  { fields, sent, warnings }: ReadRequest<typeof batchRequest>,
): JobVerdict[] => {
  const rules = jointRules(targetHost(judgement.policy));
  const options = Object.entries(fields).filter(
    ([name]) => sent.has(name) && Object.hasOwn(askedOptions.shape, name),
  );
  const { callback_url, callback_secret } = fields;
  const callback = { callback_url, callback_secret };
  const verdicts = fields.jobs.map((job): JobVerdict => {
    try {
      return judgeJob(judgement, rules, job, { options, warnings, callback });
    } catch (error) {
      if (error instanceof ApiError) return { error };
      throw error;
    }
  });
  requireStorable(verdicts);
  return verdicts;
};
