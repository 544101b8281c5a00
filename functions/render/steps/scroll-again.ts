import { setTimeout as sleep } from 'node:timers/promises';
import type { CaptureOptions } from '../../domain/capture-options.ts';
import type { Step } from '../step.ts';
import { made } from '../work.ts';
import { isElementMissing, scroll, scrollSentences } from './scroll.ts';
import { takeBack } from './take-back.ts';

/** The part of the step's time in which another document may load. */
const TO_LOAD = 0.3;

/**
 * Scrolls the page again where a banner came while it was scrolled: the banner may have kept it from that, or taken it to its
 * top, and another document may have come in answer.
 */
export const scrollAgain = (options: CaptureOptions): Step => ({
  ...scroll(options),
  run: async (work, ms) => {
    const { hasLateBanner, documentBeforeScroll } = work.made;
    if (hasLateBanner !== true) return undefined;
    const end = performance.now() + ms;
    const { document } = made(work, 'tab');
    const isAnother = documentBeforeScroll?.isThere() === false;
    // From where the page is, an offset would count twice.
    const isAnchored = options.scroll_to !== '' && !isElementMissing(work.warnings);
    if (!isAnother && !options.scroll_before_capture && !isAnchored) return undefined;
    if (isAnother && !document.isStuck()) {
      await Promise.race([document.loaded(), sleep(ms * TO_LOAD, undefined, { ref: false })]);
    }
    takeBack(work, scrollSentences);
    return scroll(options).run(work, end - performance.now());
  },
});
