import type { Capture } from './capture.ts';

/** What the sweeper has to do; each kind has a limit of its own, so that none of them holds up another. */
export type SweepWork =
  /** Captures that a worker should have ended. */
  | 'late'
  /** Captures that wait for their allowance or for a slot. */
  | 'waiting'
  /** Captures whose time is over. */
  | 'expired'
  /** Batches that nobody completed. */
  | 'abandoned';

/** Under which kind of work a capture is looked for in its state. */
export const sweepWork = ({ status }: Pick<Capture, 'status'>): SweepWork => {
  switch (status) {
    case 'queued':
    case 'processing':
      return 'late';
    case 'parked':
    case 'waitlisted':
      return 'waiting';
    case 'done':
    case 'failed':
      return 'expired';
  }
};
