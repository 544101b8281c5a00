/** The UTC day of a moment (Unix milliseconds), as 2026-11-24. Days compare as text. */
export const utcDay = (at: number): string => new Date(at).toISOString().slice(0, 10);
