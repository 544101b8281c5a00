import type { Check } from './shot.ts';

/** `timings` has whole milliseconds for each of these phases. */
export const timed =
  (...phases: readonly string[]): Check =>
  ({ told: { timings } }) =>
    phases.flatMap((phase) => {
      const ms = timings?.[phase];
      return Number.isInteger(ms) && Number(ms) >= 0 ? [] : [`timings.${phase} is ${ms}`];
    });
