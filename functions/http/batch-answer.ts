import * as z from 'zod';
import type { ApiErrorCode } from '../domain/errors.ts';
import { etaSeconds as secondsUntil } from '../domain/eta.ts';
import type { JobResult } from '../usecases/job-result.ts';
import { anyStatus, deduplicated, etaSeconds, jobId, token, warnings } from './answer-fields.ts';
import { fittingText } from './fitting-text.ts';
import { problem } from './problem.ts';
import { publicStatus } from './public-status.ts';

/** Why a job of a batch was not taken; the other jobs do not care. */
const jobErrors = [
  'invalid_parameter',
  'invalid_url',
  'pro_required',
  'waitlist_full',
  'unavailable',
] as const satisfies readonly ApiErrorCode[];

const index = z.int().min(0).meta({ description: 'The place of the job in `jobs`, from 0.' });
const count = z.int().min(0);

const newJob = z.object({
  index,
  token,
  job_id: jobId,
  status: z.enum(['queued', 'waitlisted']).meta({ description: 'In the queue or on the wait list.' }),
  warnings: warnings.optional(),
});
const deduplicatedJob = z.object({
  index,
  token,
  status: anyStatus,
  deduplicated,
  warnings: warnings.optional(),
});
const refusedJob = z.object({
  index,
  status: z.literal('error').meta({ description: 'The job was refused.' }),
  error: z.enum(jobErrors).meta({ description: 'Why.' }),
  detail: z.string().meta({ description: 'What is wrong and what to do.' }),
});

/** What POST /capture/batch answers (contract, "Responses", batch). */
export const batchAnswer = z
  .object({
    submitted: count.meta({ description: 'New captures in the queue.' }),
    waitlisted: count.meta({ description: 'New captures on the wait list.' }),
    deduplicated: count.meta({ description: 'Jobs that are a capture of the last 60 seconds.' }),
    errors: count.meta({ description: 'Jobs that were refused.' }),
    eta_seconds: etaSeconds.meta({
      description: 'Seconds until the last of the queued captures is expected to be done.',
    }),
    jobs: z
      .array(z.union([newJob, deduplicatedJob, refusedJob]))
      .meta({ description: 'What became of each job, in input order.' }),
  })
  .meta({ id: 'BatchAnswer' });

type BatchAnswer = z.output<typeof batchAnswer>;
type Job = BatchAnswer['jobs'][number];

/**
 * Bytes that the sentences about one job may take in an answer: with 5,000 jobs it has to stay below the 6 MB that
 * Lambda hands on, in which the answer is a JSON text within another.
 */
const SENTENCES_BYTES = 700;

const isJobError = (code: ApiErrorCode): code is (typeof jobErrors)[number] =>
  (jobErrors as readonly ApiErrorCode[]).includes(code);

const presentWarnings = (sentences: readonly string[]) => {
  if (sentences.length === 0) return {};
  const each = Math.floor(SENTENCES_BYTES / sentences.length);
  return { warnings: sentences.map((sentence) => fittingText(sentence, each)) };
};

const presentJob = (result: JobResult, index: number): Job => {
  switch (result.kind) {
    case 'new': {
      const { token: made, jobId: job_id, status } = result.made;
      return {
        index,
        token: made,
        job_id,
        status: publicStatus(status),
        ...presentWarnings(result.warnings),
      };
    }
    case 'deduplicated':
      return {
        index,
        token: result.token,
        status: publicStatus(result.status),
        deduplicated: true,
        ...presentWarnings(result.warnings),
      };
    case 'error': {
      const { code, body } = problem(result.error, '');
      // What no job can be refused with is a fault of ours, of which callers are told nothing.
      const error = isJobError(code) ? code : 'unavailable';
      return { index, status: 'error', error, detail: fittingText(body.detail, SENTENCES_BYTES) };
    }
  }
};

/** What became of a batch, as its caller sees it at `now` (Unix milliseconds). */
export const presentBatch = (results: readonly JobResult[], now: number): BatchAnswer => {
  const made = results.flatMap((result) => (result.kind === 'new' ? [result.made] : []));
  const dueAt = Math.max(now, ...made.map((job) => job.dueAt ?? now));
  return {
    submitted: made.filter(({ status }) => status === 'parked').length,
    waitlisted: made.filter(({ status }) => status === 'waitlisted').length,
    deduplicated: results.filter(({ kind }) => kind === 'deduplicated').length,
    errors: results.filter(({ kind }) => kind === 'error').length,
    eta_seconds: secondsUntil(dueAt, now),
    jobs: results.map(presentJob),
  };
};
