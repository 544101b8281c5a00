import type { Step } from '../step.ts';
import { made } from '../work.ts';

/** Waits for the load event, and for the document that a page sends its visitors on to. */
export const load: Step = {
  name: 'load',
  essential: false,
  // It may come yet, while wait_time runs: what is told is how far the page is when its picture is taken.
  warning: undefined,
  // What never fires load is mostly a counter or a stream that nobody would see. 30 s for the navigation and 15 s here
  // leave 15 of the 60 s for the picture; after a cold start there is less, and half of it is kept.
  share: 0.5,
  atMost: 15_000,
  run: async (work) => {
    await made(work, 'tab').document.loaded();
    return undefined;
  },
};
