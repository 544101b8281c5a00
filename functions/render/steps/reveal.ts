import { painted } from '../in-page/painted.ts';
import type { Step } from '../step.ts';
import { made } from '../work.ts';

/**
 * Sees to it that there is something to photograph. A page whose head waits for an answer that never comes is not
 * painted at all; with its connections cut, the answer has failed and the page goes on without it. A document whose
 * body never came is given an empty one.
 */
export const reveal: Step = {
  name: 'reveal',
  essential: false,
  warning: 'The page was too busy to show all of itself when its picture was taken.',
  // A second and a half at worst, on a machine that is not busy.
  share: 0.5,
  atMost: 5_000,
  run: async (work) => {
    const tab = made(work, 'tab');
    if (await (work.made.painting ?? tab.inPage(painted))) return undefined;
    work.cutOff();
    if (await tab.inPage(painted)) {
      work.warnings.push(
        'The page waited for a style sheet or script that never arrived: its picture was taken without that.',
      );
      return undefined;
    }
    await tab.clear();
    work.warnings.push('The server sent no content that could be shown: the picture is empty.');
    return undefined;
  },
};
