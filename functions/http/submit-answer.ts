import * as z from 'zod';
import type { CaptureIn } from '../domain/capture.ts';
import { etaSeconds } from '../domain/eta.ts';

/** What POST /capture answers (contract, "Responses", submit). */
export const submitAnswer = z.object({
  job_id: z.int(),
  token: z.string(),
  status: z.literal('queued'),
  eta_seconds: z.int().min(0),
  warnings: z.array(z.string()).min(1).optional(),
});

/** A capture that was just accepted, as its caller sees it. */
export const presentSubmitted = (
  queued: CaptureIn<'queued'>,
  now: number,
): z.output<typeof submitAnswer> => ({
  job_id: queued.jobId,
  token: queued.token,
  status: queued.status,
  eta_seconds: etaSeconds(queued.dueAt, now),
  ...(queued.warnings.length > 0 ? { warnings: queued.warnings } : {}),
});
