import { setTimeout as sleep } from 'node:timers/promises';
import type { CaptureOptions } from '../../domain/capture-options.ts';
import type { Step } from '../step.ts';
import { made } from '../work.ts';
import { scroll, scrollSentences } from './scroll.ts';

/** The part of the step's time in which another document may load. */
const TO_LOAD = 0.3;

/**
 * Scrolls the page again where a banner was answered since: another document may have come, before all of the first was scrolled
 * through, and dialogs take the page back to its top while they are open.
 */
export const scrollAgain = (options: CaptureOptions): Step => ({
  ...scroll(options),
  run: async (work, ms) => {
    const { isAnsweredLate, scrolled } = work.made;
    if (isAnsweredLate !== true) return undefined;
    const end = performance.now() + ms;
    if (scrolled?.isThere() === false) {
      await Promise.race([
        made(work, 'tab').document.loaded(),
        sleep(ms * TO_LOAD, undefined, { ref: false }),
      ]);
      const others = work.warnings.filter((warning) => !scrollSentences.has(warning));
      work.warnings.splice(0, work.warnings.length, ...others);
      return scroll(options).run(work, end - performance.now());
    }
    if (options.scroll_to === '' && options.scroll_offset_px === 0) return undefined;
    return scroll({ ...options, scroll_before_capture: false }).run(work, ms);
  },
});
