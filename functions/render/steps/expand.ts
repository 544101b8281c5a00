import { setTimeout as sleep } from 'node:timers/promises';
import { awaitArrivals } from '../in-page/await-arrivals.ts';
import { findScroller } from '../in-page/find-scroller.ts';
import { MAX_PAGE_HEIGHT } from '../picture-size.ts';
import type { Step } from '../step.ts';
import { made } from '../work.ts';

/** How often the window is made higher: what it shows then may bring more. */
const MOST_TIMES = 3;
const PATIENCE_MS = 1_000;

/**
 * Makes the window of an application as high as what it scrolls, when the whole document is wanted and the document itself
 * does not scroll: whatever its layout is, it then shows all of it.
 */
export const expand: Step = {
  name: 'expand',
  essential: false,
  warning: 'The page could not be shown at its full height: the picture may end early.',
  share: 0.3,
  atMost: 8_000,
  run: async (work) => {
    const tab = made(work, 'tab');
    for (let times = 0; times < MOST_TIMES; times += 1) {
      const hidden = await tab.inPage(findScroller);
      const height = Math.min(tab.viewport.height + hidden, MAX_PAGE_HEIGHT);
      if (hidden === 0) return undefined;
      if (height === tab.viewport.height) return { beyond: hidden };
      await tab.resize(height);
      const late = sleep(work.budget.allot(0.1, PATIENCE_MS));
      await Promise.race([tab.inPage(awaitArrivals, height, true), late]);
    }
    return undefined;
  },
};
