/** What the sweeper has to do; each kind has a limit of its own, so that none of them holds up another. */
export type SweepWork =
  /** Captures that a worker should have ended. */
  | 'late'
  /** Accounts whose captures wait for a render slot. */
  | 'waiting'
  /** Captures that wait for something to pay with: whole wait lists, each hour. */
  | 'waitlist'
  /** Captures whose callback is due or was lost. */
  | 'callbacks'
  /** Captures whose time is over, or that of their file, and files of those that have failed. */
  | 'expired'
  /** Batches that nobody completed. */
  | 'abandoned';
