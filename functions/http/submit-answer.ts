import * as z from 'zod';
import type { CaptureIn } from '../domain/capture.ts';
import { etaSeconds as secondsUntil } from '../domain/eta.ts';
import { captureStatuses, etaSeconds, jobId, resetsAt, token, warnings } from './answer-fields.ts';

const queued = z.object({
  job_id: jobId,
  token,
  status: z.literal('queued'),
  eta_seconds: etaSeconds,
  warnings: warnings.optional(),
});
const waitlisted = z.object({
  job_id: jobId,
  token,
  status: z.literal('waitlisted'),
  resets_at: resetsAt,
  detail: z.string(),
  warnings: warnings.optional(),
});

/** What an accepted capture is answered with (contract, "Responses", submit). */
export const submitAnswer = z.discriminatedUnion('status', [queued, waitlisted]).meta({
  id: 'SubmitAnswer',
  description: 'A new capture: in the queue, or on the wait list when quota and credits are used up.',
});

/** What a repeated submit is answered with. */
export const deduplicatedAnswer = z
  .object({
    token,
    status: z.enum(captureStatuses),
    deduplicated: z.literal(true),
    eta_seconds: etaSeconds,
    resets_at: resetsAt.optional(),
    warnings: warnings.optional(),
  })
  .meta({
    id: 'DeduplicatedAnswer',
    description:
      'The capture of the same request in the last 60 seconds. Nothing was created or charged. `eta_seconds` is 0 when it is done.',
  });

/** A capture that was just accepted, as its caller sees it. */
export const presentSubmitted = (one: CaptureIn<'queued'>, now: number): z.output<typeof submitAnswer> => ({
  job_id: one.jobId,
  token: one.token,
  status: one.status,
  eta_seconds: secondsUntil(one.dueAt, now),
  ...(one.warnings.length > 0 ? { warnings: one.warnings } : {}),
});
