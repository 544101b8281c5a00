import type { CaptureOptions } from '../../domain/capture-options.ts';
import { beginsInWindow } from '../in-page/begins-in-window.ts';
import { findElement } from '../in-page/find-element.ts';
import { noteShown } from '../in-page/note-shown.ts';
import { scrollWindow } from '../in-page/scroll-window.ts';
import { showPart } from '../in-page/show-part.ts';
import { arrive } from '../page/arrive.ts';
import type { Step } from '../step.ts';
import { made } from '../work.ts';
import { showAllAgain } from './show-all-again.ts';
import { showsAllSeen } from './shows-all-seen.ts';

/** Windows of an element that are looked at: as many as a picture may be high. */
const MOST_PARTS = 42;
/** How long a part that brings something is waited for, in milliseconds, and how much of the time that is left for parts. */
const PATIENCE_MS = 1_500;
const PATIENCE = 0.25;
/** The parts of the step's time after which no more is looked at, and after which the element is left as it is. */
const FOR_PARTS = 0.5;
const IN_ALL = 0.95;
/** How long what the last part shows is looked at, in milliseconds. */
const NOTE_MS = 200;

/**
 * Shows an element that is to be the picture in the window, a part after the other: many bring what is in them, or let it appear,
 * only then. Some take it away again once they are out of the window, so it ends at the beginning of the element; and where the
 * page was, if that is in the window there, since heads look otherwise further down, or if the caller chose that.
 */
export const approach = ({ selector }: CaptureOptions): Step => ({
  name: 'approach',
  essential: false,
  warning: 'The element may not have been in view long enough to show all of itself.',
  share: 0.4,
  atMost: 12_000,
  run: async (work, ms) => {
    const begun = performance.now();
    const end = begun + ms * FOR_PARTS;
    const tab = made(work, 'tab');
    const { inPage } = tab;
    const arrivals = (most: number) =>
      arrive(tab, made(work, 'requests'), Math.min(most, work.budget.allot(0.1, PATIENCE_MS)));
    // One that is not there yet is looked for again when it is photographed.
    if (!(await inPage(findElement, selector))) return undefined;
    const { before } = await inPage(scrollWindow);
    const mayComeAndGo = showsAllSeen(work.options);
    const goesBack = !mayComeAndGo || (await inPage(beginsInWindow));
    let part = 0;
    for (; part < MOST_PARTS && performance.now() < end; part += 1) {
      const isMoved = await inPage(showPart, part);
      if (isMoved === undefined) return undefined;
      if (!isMoved) break;
      await arrivals(part === 0 ? PATIENCE_MS : (end - performance.now()) * PATIENCE);
    }
    // All of it is in the window by now.
    if (part === 1 && !goesBack) return undefined;
    if (mayComeAndGo) {
      // The first has had all its time.
      if (part > 1) await arrivals(PATIENCE_MS);
      await inPage(noteShown, NOTE_MS);
    }
    if (goesBack) await inPage(scrollWindow, before);
    else await inPage(showPart, 0);
    if (mayComeAndGo) await showAllAgain(work, begun + ms * IN_ALL);
    return undefined;
  },
});
