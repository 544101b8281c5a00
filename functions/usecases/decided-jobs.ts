import { type Batch, jobOutcomes } from '../domain/batch.ts';
import type { CaptureStatus } from '../domain/capture.ts';
import { ApiError } from '../domain/errors.ts';
import type { BatchJob } from './batch-jobs.ts';
import { type JobResult, jobNotTaken, refusedJob } from './job-result.ts';

/** What became of each job, by its index; missing where it is not known yet. */
export type JobResults = (JobResult | undefined)[];

/** What was decided when a batch was reserved for, without anything to write. */
export const decidedJobs = (batch: Batch, jobs: readonly BatchJob[]): JobResults => {
  const found = batch.found[Symbol.iterator]();
  return jobs.map(({ verdict }, index) => {
    switch (batch.outcomes[index]) {
      case jobOutcomes.full:
        return refusedJob(
          new ApiError('waitlist_full', {
            detail: "This month's quota and the credits are used up, and the wait list is full.",
          }),
        );
      case jobOutcomes.found: {
        const [token = '', status] = String(found.next().value).split(' ');
        const warnings = 'error' in verdict ? [] : verdict.warnings;
        return { kind: 'deduplicated', token, status: status as CaptureStatus, warnings };
      }
      case jobOutcomes.refused:
        return 'error' in verdict ? refusedJob(verdict.error) : jobNotTaken();
      default:
        return undefined;
    }
  });
};

/** The results with those of jobs that are the same as an earlier one: that one's capture, or its refusal. */
export const withRepeated = (results: JobResults, jobs: readonly BatchJob[]): JobResults =>
  jobs.map(({ verdict, first }, index) => {
    const [own, other] = [results[index], results[first]];
    if (first === index || other === undefined || own !== undefined) return own;
    const warnings = 'error' in verdict ? [] : verdict.warnings;
    return other.kind === 'new'
      ? { kind: 'deduplicated', token: other.made.token, status: other.made.status, warnings }
      : { ...other, warnings };
  });
