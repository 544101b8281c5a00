import type { CaptureOptions } from '../../domain/capture-options.ts';
import { findElement } from '../in-page/find-element.ts';
import { scrollWindow } from '../in-page/scroll-window.ts';
import { showPart } from '../in-page/show-part.ts';
import { arrive } from '../page/arrive.ts';
import type { Step } from '../step.ts';
import { made } from '../work.ts';

/** Windows of an element that are looked at: as many as a picture may be high. */
const MOST_PARTS = 42;
/** How long a part that brings something is waited for, in milliseconds. */
const PATIENCE_MS = 1_500;
/** The part of the step's time after which the element is left as it is. */
const FOR_PARTS = 0.8;

/**
 * Shows an element that is to be the picture in the window, a part after the other, and goes back: many bring what is in them,
 * or let it appear, only then.
 */
export const approach = ({ selector }: CaptureOptions): Step => ({
  name: 'approach',
  essential: false,
  warning: 'The element may not have been in view long enough to show all of itself.',
  share: 0.3,
  atMost: 8_000,
  run: async (work, ms) => {
    const end = performance.now() + ms * FOR_PARTS;
    const tab = made(work, 'tab');
    const { inPage } = tab;
    // One that is not there yet is looked for again when it is photographed.
    if (!(await inPage(findElement, selector))) return undefined;
    const { before } = await inPage(scrollWindow);
    for (let part = 0; part < MOST_PARTS && performance.now() < end; part += 1) {
      const isMoved = await inPage(showPart, part);
      if (isMoved === undefined) return undefined;
      if (!isMoved) break;
      await arrive(tab, made(work, 'requests'), work.budget.allot(0.1, PATIENCE_MS));
    }
    await inPage(scrollWindow, before);
    return undefined;
  },
});
