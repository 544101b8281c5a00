import type { StageConfig } from './stage-config.ts';

/** What the function itself needs beside its browser for the tallest picture that there is, in megabytes. */
const OWN = 1_300;
/** What a page can take between two looks at its memory, a tenth of a second apart, on two cores; in megabytes. */
const BETWEEN_LOOKS = 400;

/**
 * Megabytes that the browser of a render function may have in memory before the capture is ended: what is left of the
 * function's, or half of it where that is little. Above all of it Lambda would end the function, with all that it does.
 */
export const browserMemory = ({ renderMemory }: Pick<StageConfig, 'renderMemory'>): number =>
  Math.max(Math.floor(renderMemory / 2), renderMemory - OWN - BETWEEN_LOOKS);
