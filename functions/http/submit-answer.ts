import * as z from 'zod';
import type { Capture } from '../domain/capture.ts';
import { etaSeconds as secondsUntil } from '../domain/eta.ts';
import { nextRelease } from '../domain/next-release.ts';
import { nextMonth } from '../domain/utc-month.ts';
import type { NewCapture } from '../ports/captures.ts';
import { anyStatus, deduplicated, etaSeconds, jobId, resetsAt, token, warnings } from './answer-fields.ts';
import { publicStatus } from './public-status.ts';

const queued = z.object({
  job_id: jobId,
  token,
  status: z.literal('queued').meta({ description: 'In the queue.' }),
  eta_seconds: etaSeconds,
  warnings: warnings.optional(),
});
const waitlisted = z.object({
  job_id: jobId,
  token,
  status: z.literal('waitlisted').meta({ description: 'On the wait list.' }),
  resets_at: resetsAt,
  detail: z.string().meta({ description: 'Why it waits.' }),
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
    status: anyStatus,
    deduplicated,
    eta_seconds: etaSeconds,
    resets_at: resetsAt.optional(),
    warnings: warnings.optional(),
  })
  .meta({
    id: 'DeduplicatedAnswer',
    description:
      'The capture of the same request in the last 60 seconds. Nothing was created or charged. `eta_seconds` is 0 when it is done.',
  });

/** Seconds until a capture is expected to be done: none when it has ended, until its release when it waits. */
const secondsLeft = (one: Capture, now: number): number => {
  switch (one.status) {
    case 'parked':
    case 'queued':
    case 'processing':
      return secondsUntil(one.dueAt, now);
    case 'waitlisted':
      return secondsUntil(nextRelease(one, now), now);
    case 'done':
    case 'failed':
      return 0;
  }
};

/** The capture of the same request a moment ago, as its caller sees it; the warnings are about this request. */
export const presentDeduplicated = (
  one: Capture,
  sentences: readonly string[],
  now: number,
): z.output<typeof deduplicatedAnswer> => ({
  token: one.token,
  status: publicStatus(one.status),
  deduplicated: true,
  eta_seconds: secondsLeft(one, now),
  ...(one.status === 'waitlisted' ? { resets_at: Math.floor(nextRelease(one, now) / 1_000) } : {}),
  ...(sentences.length > 0 ? { warnings: [...sentences] } : {}),
});

/** A capture that was just accepted, as its caller sees it. */
export const presentSubmitted = (one: NewCapture, now: number): z.output<typeof submitAnswer> => {
  const { jobId: job_id, token, warnings: sentences } = one;
  const common = { job_id, token, ...(sentences.length > 0 ? { warnings: sentences } : {}) };
  return one.status !== 'waitlisted'
    ? { ...common, status: 'queued', eta_seconds: secondsUntil(one.dueAt, now) }
    : {
        ...common,
        status: one.status,
        resets_at: Math.floor(nextMonth(now) / 1_000),
        detail:
          "This month's quota and the credits are used up. The capture is made when the quota starts anew or credits are added.",
      };
};
