/** What the sweeper has to do; each kind has a limit of its own, so that none of them holds up another. */
export type SweepWork =
  /** Captures that a worker should have ended. */
  | 'late'
  /** Captures that wait for their allowance or for a slot. */
  | 'waiting'
  /** Captures whose callback is due or was lost. */
  | 'callbacks'
  /** Captures whose time is over, or that of their file. */
  | 'expired'
  /** Batches that nobody completed. */
  | 'abandoned';
