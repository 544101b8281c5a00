/** A moment (Unix milliseconds) for people, to the minute: 2026-12-31 00:00 UTC; a dash when there is none. */
export const shownMoment = (at: number | undefined): string =>
  at === undefined ? '-' : `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
