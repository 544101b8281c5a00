/** How long a test waits, in milliseconds, for what has to come about, before it fails: a busy machine has little time for it. */
export const PATIENCE_MS = 60_000;
