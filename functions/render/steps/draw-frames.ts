import { FRAMES_ENLARGED, FRAMES_MISSING } from '../picture/frame-sentences.ts';
import { photographFrames } from '../picture/photograph-frames.ts';
import type { Step } from '../step.ts';
import { made } from '../work.ts';

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
    if (hasCoarseFrames) work.warnings.push(FRAMES_ENLARGED);
    if (!found.isWhole) work.warnings.push(FRAMES_MISSING);
    return { framePictures: found.pictures, hasCoarseFrames };
  },
};
