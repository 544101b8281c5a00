import type { CaptureStatus } from '../domain/capture.ts';

/** A capture's status as callers see it: whether it holds a render slot or waits for one is none of their business. */
export const publicStatus = (status: CaptureStatus): Exclude<CaptureStatus, 'parked'> =>
  status === 'parked' ? 'queued' : status;
