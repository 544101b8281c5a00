import type { CaptureStatus } from '../domain/capture.ts';

type Public<Status> = Status extends 'parked' ? 'queued' : Status;

/** A capture's status as callers see it: whether it holds a render slot or waits for one is none of their business. */
export const publicStatus = <Status extends CaptureStatus>(status: Status): Public<Status> =>
  (status === 'parked' ? 'queued' : status) as Public<Status>;
