import { showSkipped } from '../in-page/show-skipped.ts';
import { reach } from '../picture/picture-size.ts';
import type { Step } from '../step.ts';
import { made } from '../work.ts';

/** How long elements are looked at, in milliseconds: ten thousand take some 20. */
const LOOK_MS = 1_000;

const NOT_DRAWN = 'Parts of the page that are only drawn when somebody scrolls to them may be missing.';

/** Has the browser draw what it skips outside of its window, where the picture shows more than that. */
export const drawSkipped: Step = {
  name: 'draw',
  essential: false,
  warning: NOT_DRAWN,
  share: 0.2,
  atMost: 2 * LOOK_MS,
  run: async (work) => {
    const tab = made(work, 'tab');
    if (reach(work.geometry) <= tab.viewport.height) return undefined;
    if (!(await tab.inPage(showSkipped, LOOK_MS))) work.warnings.push(NOT_DRAWN);
    return undefined;
  },
};
