import * as z from 'zod';
import { planNames } from './account.ts';

/** How long an idempotency key is good, in milliseconds (contract, "Idempotency key"). */
export const IDEMPOTENCY_MS = 24 * 3_600_000;
/** How long a call holds its batch: longer than the function that works on it can run, in milliseconds. */
export const BATCH_LEASE_MS = 32_000;
/** When a batch without an idempotency key, which nobody can complete, is given up; in milliseconds from its lease's end. */
export const GIVE_UP_MS = 120_000;

/** What became of each job before it was written, a letter a job. */
export const jobOutcomes = {
  quota: 'q',
  credit: 'c',
  waitlist: 'w',
  full: 'f',
  /** The capture of the same request a moment ago: its token and status are in `found`. */
  found: 'd',
  /** The same as an earlier job of the batch. */
  repeated: 's',
  refused: 'e',
} as const;

/** The journal of a batch: all that a retry needs, with the same body, to complete what a crash has left. Unix ms. */
export const batch = z.object({
  accountId: z.string(),
  /** Of the idempotency key, or random. */
  id: z.string(),
  /** Whether a caller can come back to it. */
  hasKey: z.boolean(),
  /** `done` has an answer. */
  state: z.enum(['open', 'done']),
  bodyHash: z.string(),
  /** Tokens of the jobs are derived from it. */
  seed: z.string(),
  firstJobId: z.int(),
  /** The plan by which the jobs were judged. */
  plan: z.enum(planNames),
  month: z.string(),
  createdAt: z.number(),
  leaseUntil: z.number(),
  /** Calls that worked on it: the latest holds it. */
  attempt: z.int(),
  /** A letter a job. */
  outcomes: z.string(),
  /** Of the jobs with the outcome `found`, in order: `token status`. */
  found: z.array(z.string()),
  /** Until when the idempotency key is good. */
  keptUntil: z.number(),
  /** In how many parts, and by which attempt, the answer is kept. */
  answer: z.object({ parts: z.int(), attempt: z.int() }).optional(),
});
export type Batch = z.output<typeof batch>;

/** Which batch. */
export type BatchId = Pick<Batch, 'accountId' | 'id'>;

/** When the sweeper gives up a batch that is still open, in Unix milliseconds; undefined for one that is done. */
export const batchSweepTime = ({ state, hasKey, keptUntil, leaseUntil }: Batch): number | undefined => {
  if (state === 'done') return undefined;
  return hasKey ? keptUntil : leaseUntil + GIVE_UP_MS;
};
