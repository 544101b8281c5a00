import type { CaptureOptions } from '../../domain/capture-options.ts';
import { isHeldUp } from '../in-page/is-held-up.ts';
import { isPainted } from '../page/is-painted.ts';
import type { Tab } from '../page/tab.ts';
import type { Step } from '../step.ts';
import { made } from '../work.ts';

/** How often a page that waits for nothing is looked at: it is only slow, or the machine has much to do. */
const MOST_LOOKS = 6;
const WARNING = 'The page was too busy to show all of itself when its picture was taken.';

/** Whether the page is painted, now or, where nothing holds it up, a little later. */
const comesToBePainted = async (tab: Tab, options: CaptureOptions): Promise<boolean> => {
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    if (await isPainted(tab, options)) return true;
    if (await tab.inPage(isHeldUp)) return false;
  }
  return false;
};

/**
 * Sees to it that there is something to photograph. A page whose head waits for an answer that never comes is not
 * painted at all; with its connections cut, the answer has failed and the page goes on without it. A document whose
 * body never came is given an empty one.
 */
export const reveal: Step = {
  name: 'reveal',
  essential: false,
  warning: WARNING,
  // A second and a half at worst, on a machine that is not busy.
  share: 0.5,
  atMost: 8_000,
  run: async (work) => {
    const tab = made(work, 'tab');
    if (await (work.made.painting ?? isPainted(tab, work.options))) return undefined;
    const wasHeldUp = await tab.inPage(isHeldUp);
    if (!wasHeldUp && (await comesToBePainted(tab, work.options))) return undefined;
    work.cutOff();
    const isShown = await comesToBePainted(tab, work.options);
    if (!isShown && (await tab.inPage(isHeldUp))) {
      await tab.clear();
      work.warnings.push('The server sent no content that could be shown: the picture is empty.');
    } else {
      work.warnings.push(
        wasHeldUp && isShown
          ? 'The page waited for a style sheet or script that never arrived: its picture was taken without that.'
          : WARNING,
      );
    }
    return undefined;
  },
};
