import type { CaptureStatus } from '../domain/capture.ts';
import { ApiError } from '../domain/errors.ts';

/** What became of a job of a batch. */
export type JobResult = { readonly warnings: readonly string[] } & (
  | { readonly kind: 'new'; readonly made: MadeJob }
  | { readonly kind: 'deduplicated'; readonly token: string; readonly status: CaptureStatus }
  | { readonly kind: 'error'; readonly error: ApiError }
);

/** A capture that a batch made; `dueAt` in Unix milliseconds, absent on the wait list. */
export interface MadeJob {
  readonly token: string;
  readonly jobId: number;
  readonly status: 'parked' | 'waitlisted';
  readonly dueAt?: number | undefined;
}

/** A job that its request was refused for. */
export const refusedJob = (error: ApiError): JobResult => ({ kind: 'error', error, warnings: [] });

/** A job of which nothing came, for no fault of its request. */
export const jobNotTaken = (): JobResult =>
  refusedJob(new ApiError('unavailable', { detail: 'The job could not be taken. Submit it again.' }));
