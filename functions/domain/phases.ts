/** What every capture's `timings` tell of: 0 where there was nothing to do. Others are named by their step. */
const phases = [
  'queued',
  'claimed',
  'browser',
  'navigate',
  'settle',
  'consent',
  'scroll',
  'shoot',
  'encode',
  'store',
] as const;

/** A whole visit of the page, beside the one whose phases are told. */
export const OTHER_VISIT = 'sharpen';

/** Times of phases, in milliseconds, with those that there were none of. */
export const allPhases = (times: Readonly<Record<string, number>>): Readonly<Record<string, number>> => ({
  ...Object.fromEntries(phases.map((name) => [name, 0])),
  ...times,
});
