import { type Account, accountLimits, type Plans } from '../domain/account.ts';
import type { Batch } from '../domain/batch.ts';
import { expectedDuration, type Load } from '../domain/eta.ts';
import type { NewCapture, Reserved } from '../ports/captures.ts';
import type { BatchJob } from './batch-jobs.ts';
import { reservedCapture } from './reserved-capture.ts';
import type { Seal } from './sealer.ts';

/** A job of a batch that a capture is reserved for, and that capture as it is to be written. */
export interface JobDraft {
  readonly index: number;
  readonly reserved: Reserved;
  readonly capture: NewCapture;
  readonly text: string | undefined;
  readonly warnings: readonly string[];
}

/** What decides when captures are expected, beside the batch itself; `createdAt` in Unix milliseconds. */
interface Circumstances {
  readonly plans: Plans;
  readonly account: Account;
  readonly load: Load;
  readonly createdAt: number;
  readonly seal: Seal;
}

/** The captures of the jobs that are paid for or waitlisted, in input order; a job that is refused now has none. */
export const jobDrafts = (
  batch: Batch,
  jobs: readonly BatchJob[],
  { plans, account, load, createdAt, seal }: Circumstances,
): JobDraft[] => {
  const width = accountLimits(plans, account, createdAt).inflightCap;
  // A retry finds what the call before it has parked.
  const parked = batch.attempt > 1 ? 0 : (account.parked ?? 0);
  let seconds = (account.inflight + parked) * load.busySeconds;
  return jobs.flatMap(({ verdict, text }, index): JobDraft[] => {
    const reserved = reservedCapture(batch, index);
    if (reserved === undefined || 'error' in verdict) return [];
    const { options, warnings } = verdict;
    const { secrets, ...request } = verdict.stored;
    const { token } = reserved;
    const facts = {
      token,
      jobId: batch.firstJobId + index,
      accountId: batch.accountId,
      ...request,
      sealed: seal(token, secrets),
      createdAt,
      warnings: [...warnings],
      attempt: 0,
    };
    const { charge } = reserved;
    if (charge === undefined) {
      return [{ index, reserved, text, warnings, capture: { ...facts, status: 'waitlisted' } }];
    }
    const dueAt = createdAt + expectedDuration(load, options.wait_time, { seconds, width });
    seconds += load.slotSeconds + options.wait_time;
    return [{ index, reserved, text, warnings, capture: { ...facts, status: 'parked', charge, dueAt } }];
  });
};
