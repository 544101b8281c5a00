import { comeIntoView } from '../in-page/come-into-view.ts';
import { lowerFixed } from '../in-page/lower-fixed.ts';
import { scrollWindow } from '../in-page/scroll-window.ts';
import type { Tab } from '../page/tab.ts';
import { isWhole } from '../picture/picture-size.ts';
import type { Step } from '../step.ts';
import { made } from '../work.ts';

/** Shows the beginning of the document in its window; false where the page does not let itself be scrolled. */
const toStart = async ({ inPage }: Tab): Promise<boolean> => {
  const { now } = await inPage(scrollWindow, { left: 0, top: 0 });
  return now.left === 0 && now.top === 0;
};

/**
 * Sees to it that bars lie at the edges of the picture as they do at those of the window: of a whole page its beginning is
 * in the window, so that what is fixed to the top of that is at the top of the picture, and what is fixed to the bottom goes
 * to the end of a picture that is higher than the window. Backgrounds that are fixed are so nowhere else,
 * and what comes into view below is as it is once it has. An element is not covered by what is no part of it.
 */
export const lower: Step = {
  name: 'lower',
  essential: false,
  warning: 'What is fixed to the window may lie in the middle of the picture.',
  share: 0.2,
  atMost: 2_000,
  run: async (work) => {
    const tab = made(work, 'tab');
    const { y, height } = made(work, 'area');
    const isElement = work.made.element !== undefined;
    const isAside = !isElement && isWhole(work.geometry) && work.made.isScrolled === true;
    const isScrolled = isAside ? !(await toStart(tab)) : work.made.isScrolled;
    if (isElement || height > tab.viewport.height) {
      await tab.inPage(lowerFixed, { y, height }, isElement ? work.options.selector : '');
      await tab.inPage(comeIntoView);
    }
    return isScrolled === undefined ? undefined : { isScrolled };
  },
};
