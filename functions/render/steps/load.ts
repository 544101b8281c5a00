import type { Step } from '../step.ts';
import { made } from '../work.ts';

/** Waits for the load event, and for the document that a page sends its visitors on to. */
export const load: Step = {
  name: 'load',
  essential: false,
  warning: 'The page had not finished loading when its picture was taken.',
  share: 0.3,
  run: async (work) => {
    await made(work, 'tab').document.loaded();
    return undefined;
  },
};
