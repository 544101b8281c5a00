import type { CaptureOptions } from '../../domain/capture-options.ts';
import { findScroller } from '../in-page/find-scroller.ts';
import { scrollThrough } from '../in-page/scroll-through.ts';
import { scrollTo } from '../in-page/scroll-to.ts';
import { MAX_PAGE_HEIGHT } from '../picture-size.ts';
import type { Step } from '../step.ts';
import { made } from '../work.ts';

/** How long the page is looked at in each place, in milliseconds: some frames, for what watches its own coming into view. */
const LOOK_MS = 80;

/** Scrolls the page as asked: through all of it, then to an element, then by an offset (contract, `scroll_to`). */
export const scroll = ({ scroll_before_capture, scroll_to, scroll_offset_px }: CaptureOptions): Step => ({
  name: 'scroll',
  essential: false,
  warning: 'The page could not be scrolled to its end before its picture was taken.',
  share: 0.4,
  atMost: 15_000,
  run: async (work) => {
    const tab = made(work, 'tab');
    await tab.inPage(findScroller);
    if (scroll_before_capture) await tab.inPage(scrollThrough, MAX_PAGE_HEIGHT, LOOK_MS);
    if (scroll_to === '' && scroll_offset_px === 0) return undefined;
    if (!(await tab.inPage(scrollTo, scroll_to, scroll_offset_px))) {
      work.warnings.push('No element matched scroll_to: the picture was taken from where the page was.');
    }
    return undefined;
  },
});
