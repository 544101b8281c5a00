/** The UTC month of a moment (Unix milliseconds), as 2026-11: the key of a month's quota. */
export const utcMonth = (at: number): string => new Date(at).toISOString().slice(0, 7);

/** When the quota starts anew: the first moment of the next UTC month, in Unix milliseconds. */
export const nextMonth = (at: number): number => {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
};
