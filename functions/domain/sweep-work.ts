/** What the sweeper has to do; each kind has a limit of its own, so that none of them holds up another. */
export type SweepWork =
  /** Captures that a worker should have ended. */
  | 'late'
  /** Accounts of which captures wait for a render slot, and perhaps others for something to pay with. */
  | 'waiting'
  /** Accounts of which captures wait for something to pay with alone. */
  | 'waitlist'
  /** Captures whose callback is due or was lost. */
  | 'callbacks'
  /** Captures whose time is over, or that of their file, and files of those that have failed. */
  | 'expired'
  /** Batches that nobody completed. */
  | 'abandoned';
