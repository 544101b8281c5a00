import { arrivals } from '../in-page/arrivals.ts';
import type { Step } from '../step.ts';
import { made } from '../work.ts';

/** Waits, shortly, for fonts, for images in view, and for a document that the page went on to in the meantime. */
export const settle: Step = {
  name: 'settle',
  essential: false,
  warning: 'Images, fonts or scripts of the page had not arrived when its picture was taken.',
  share: 0.1,
  atMost: 3_000,
  run: async (work) => {
    const tab = made(work, 'tab');
    // The caller has been warned, and what is missing will not come in the moment that is left.
    if (tab.document.isStuck()) return undefined;
    await tab.document.loaded();
    await tab.page.evaluate(arrivals, work.geometry.viewport.height);
    return undefined;
  },
};
