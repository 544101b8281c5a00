import type { CaptureOptions } from '../../domain/capture-options.ts';
import { findScroller } from '../in-page/find-scroller.ts';
import { noteShown } from '../in-page/note-shown.ts';
import { scrollAndLook } from '../in-page/scroll-and-look.ts';
import { scrollTo } from '../in-page/scroll-to.ts';
import { arrive } from '../page/arrive.ts';
import { type ScrollFault, scrollThrough } from '../page/scroll-through.ts';
import type { Step } from '../step.ts';
import { made } from '../work.ts';
import { showAllAgain } from './show-all-again.ts';
import { showsAllSeen } from './shows-all-seen.ts';

/** The part of the step's time in which the page is scrolled through; the rest is for going where the caller wants it. */
const THROUGH = 0.7;
/** The part of it after which nothing of the page is changed any more. */
const IN_ALL = 0.95;
/** How long the beginning is looked at again, and what comes into view in the end is waited for, in milliseconds. */
const LOOK_MS = 50;
const PATIENCE_MS = 1_500;
/** How long a page is looked at for what it shows at its end, in milliseconds. */
const NOTE_MS = 200;

const sentences: Readonly<Record<ScrollFault, string>> = {
  'end not reached': 'The page could not be scrolled to its end before its picture was taken.',
  'no end':
    'The page went on growing as it was scrolled: the picture shows as much of it as had come by then.',
  'still arriving':
    'Some of what the page asked for as it was scrolled took too long to arrive, and may be missing in the picture.',
};

const NO_ELEMENT = 'No element matched scroll_to: the picture was taken from where the page was.';

const TOO_BUSY = 'The page was too busy to be scrolled as asked before its picture was taken.';

/** All that is said of how a page was scrolled. */
export const scrollSentences: ReadonlySet<string> = new Set([
  ...Object.values(sentences),
  NO_ELEMENT,
  TOO_BUSY,
]);

/** Whether these say that the page has no element to scroll to. */
export const isElementMissing = (warnings: readonly string[]): boolean => warnings.includes(NO_ELEMENT);

/** Scrolls the page as asked: through all of it, then to an element, then by an offset (contract, `scroll_to`). */
export const scroll = ({ scroll_before_capture, scroll_to, scroll_offset_px }: CaptureOptions): Step => ({
  name: 'scroll',
  essential: false,
  warning: TOO_BUSY,
  share: 0.4,
  atMost: 15_000,
  run: async (work, ms) => {
    const tab = made(work, 'tab');
    const begun = performance.now();
    // Its time is over: a page that answers only now must be left alone, since its picture is being taken.
    const isOver = () => performance.now() - begun >= ms;
    await tab.inPage(findScroller);
    if (scroll_before_capture) {
      const atEnd = async () => {
        if (showsAllSeen(work.options)) await tab.inPage(noteShown, NOTE_MS);
      };
      const fault = await scrollThrough(tab, made(work, 'requests'), begun + ms * THROUGH, atEnd);
      if (isOver()) return undefined;
      if (fault !== undefined) work.warnings.push(sentences[fault]);
      await tab.inPage(scrollAndLook, 0, LOOK_MS, 0);
    }
    if (isOver()) return undefined;
    if (showsAllSeen(work.options)) {
      await showAllAgain(work, begun + ms * IN_ALL);
      return undefined;
    }
    if (!(await tab.inPage(scrollTo, scroll_to, scroll_offset_px))) {
      work.warnings.push(NO_ELEMENT);
    }
    await arrive(tab, made(work, 'requests'), work.budget.allot(0.1, PATIENCE_MS));
    return undefined;
  },
});
