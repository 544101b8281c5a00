import { lowerFixed } from '../in-page/lower-fixed.ts';
import type { Step } from '../step.ts';
import { made } from '../work.ts';

/** Puts what is fixed to the bottom of the window where a picture ends that is higher than that. */
export const lower: Step = {
  name: 'lower',
  essential: false,
  warning: 'What is fixed to the bottom of the window may lie in the middle of the picture.',
  share: 0.2,
  atMost: 2_000,
  run: async (work) => {
    const tab = made(work, 'tab');
    const rest = made(work, 'area').height - tab.viewport.height;
    if (work.made.element === undefined && rest > 0) await tab.inPage(lowerFixed, rest);
    return undefined;
  },
};
