import * as z from 'zod';
import type { ApiErrorCode } from '../domain/errors.ts';
import { anyStatus, deduplicated, etaSeconds, jobId, token, warnings } from './answer-fields.ts';

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
