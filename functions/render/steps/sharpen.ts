import { CoarseFrames } from '../coarse-frames.ts';
import type { Step } from '../step.ts';
import { made } from '../work.ts';

/**
 * Gives the capture up for one in a browser with a finer screen, where frames of other sites would be enlarged and there is
 * time for that.
 */
export const sharpen: Step = {
  name: 'sharpen',
  essential: true,
  overdue: 'page_unresponsive',
  share: 0.1,
  run: async (work) => {
    const { deviceWidth, viewport } = made(work, 'tab');
    if (work.made.hasCoarseFrames && work.mayBeginAnew())
      throw new CoarseFrames(deviceWidth / viewport.width);
    return undefined;
  },
};
