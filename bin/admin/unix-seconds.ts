/** A moment (Unix milliseconds) as --json prints it: in Unix seconds, as everywhere in the API; null when there is none. */
export const unixSeconds = (at: number | undefined): number | null =>
  at === undefined ? null : Math.floor(at / 1_000);
