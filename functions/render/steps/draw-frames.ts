import { FRAMES_MISSING } from '../picture/frames-missing.ts';
import { photographFrames } from '../picture/photograph-frames.ts';
import type { Step } from '../step.ts';
import { made } from '../work.ts';

/** They take their device pixels from the browser's screen alone: the sentence goes with a picture that has no finer one. */
const ENLARGED =
  'Frames of other sites are enlarged in the picture: they are less sharp than the rest of it.';

/** What nobody can see: a scale that is not a whole number is not met to the last digit. */
const TOLERANCE = 1.01;

/**
 * Photographs the frames that the browser would leave empty in a picture of more than its window. The scripts of the page stand
 * still, so a window that is higher for a moment changes nothing for good.
 */
export const drawFrames: Step = {
  name: 'embedded',
  essential: false,
  warning: FRAMES_MISSING,
  share: 0.4,
  atMost: 10_000,
  run: async (work, ms) => {
    const { deviceWidth, viewport } = made(work, 'tab');
    const found = await photographFrames(work, made(work, 'area'), { isInWindowToo: false, ms });
    const hasCoarseFrames = found.hasFrames && deviceWidth > viewport.width * work.screenScale * TOLERANCE;
    const saidOfFrames = [...(hasCoarseFrames ? [ENLARGED] : []), ...(found.isWhole ? [] : [FRAMES_MISSING])];
    work.warnings.push(...saidOfFrames);
    return { framePictures: found.pictures, hasCoarseFrames, saidOfFrames };
  },
};
