const lengths = { minute: 16, second: 19 } as const;

/** A moment (Unix milliseconds) for people: 2026-12-31 00:00 UTC, or to the second; a dash when there is none. */
export const shownMoment = (at: number | undefined, to: keyof typeof lengths = 'minute'): string =>
  at === undefined ? '-' : `${new Date(at).toISOString().slice(0, lengths[to]).replace('T', ' ')} UTC`;
