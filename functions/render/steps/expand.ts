import { setTimeout as sleep } from 'node:timers/promises';
import { MAX_PAGE_HEIGHT } from '../../domain/geometry.ts';
import { awaitArrivals } from '../in-page/await-arrivals.ts';
import { findScroller } from '../in-page/find-scroller.ts';
import { nextFrame } from '../in-page/next-frame.ts';
import { openScrollers } from '../in-page/open-scrollers.ts';
import { showsEnd } from '../in-page/shows-end.ts';
import { unlockPage } from '../in-page/unlock-page.ts';
import type { Step } from '../step.ts';
import { made, type Work } from '../work.ts';

/** How often what scrolls is made higher: what it shows then may bring more. */
const MOST_TIMES = 3;
const PATIENCE_MS = 1_000;
/** The part of the step's time after which nothing of the page is changed any more. */
const FOR_CHANGES = 0.9;
/** Frames come 60 times a second, but not to a page that is not drawn yet. */
const FRAME_MS = 250;
/** CSS pixels of what a document on paper may become: some 200 sheets. A list may draw itself as high as it is made. */
const MAX_PAPER_HEIGHT = 200_000;

/** What follows the size of something hears of it with a frame, and may bring images. */
const followed = async ({ budget, made: { tab } }: Work, height: number): Promise<void> => {
  await tab?.inPage(nextFrame, FRAME_MS);
  const late = sleep(budget.allot(0.1, PATIENCE_MS));
  await Promise.race([tab?.inPage(awaitArrivals, height, true), late]);
};

/**
 * A page that answers only when the step's time is over must be left alone, since it is being measured: a check for before each
 * change, which throws then.
 */
const whileInTime = (ms: number): (() => void) => {
  const end = performance.now() + ms;
  return () => {
    if (performance.now() >= end) throw new Error('The page answered too late to be expanded.');
  };
};

/** What is not shown in the end: because something would not be opened, or for being higher than `most` CSS pixels. */
const opened = async (work: Work, most: number, forPaper: boolean, inTime: () => void) => {
  const { inPage } = made(work, 'tab');
  let isClosed = false;
  for (let times = 0; times < MOST_TIMES; times += 1) {
    inTime();
    const opening = await inPage(openScrollers, most, forPaper);
    inTime();
    isClosed ||= opening.isClosed;
    if (!opening.hasGrown) return { isClosed, beyond: opening.rest };
    await followed(work, most);
  }
  inTime();
  // To no height at all: what is still hidden is told, and left.
  const { rest } = await inPage(openScrollers, 0, forPaper);
  return { isClosed: isClosed || rest > 0, beyond: 0 };
};

/** Makes the window as much higher where that is what fills the lower half of what was opened, and nowhere else. */
const raised = async (work: Work, hidden: number, inTime: () => void): Promise<void> => {
  const tab = made(work, 'tab');
  if (await tab.inPage(showsEnd)) return;
  const { height } = tab.viewport;
  inTime();
  await tab.resize(Math.min(height + hidden, MAX_PAGE_HEIGHT));
  await followed(work, MAX_PAGE_HEIGHT);
  if (await tab.inPage(showsEnd)) return;
  inTime();
  await tab.resize(height);
};

/**
 * Opens what scrolls in an application whose whole is wanted, in a picture or on paper, when the document itself does not scroll,
 * and lets go of a page that is fixed to the window. What cannot be opened stays as it is, and the caller is told. `late`: once
 * more, where nothing scrolled before.
 */
export const expand = (medium: 'picture' | 'document', late?: 'late'): Step => {
  const hasSmallParts = `Parts of the page scroll by themselves: the ${medium} shows them as they are.`;
  const warning = `The page could not be shown at its full height: the ${medium} may end early.`;
  return {
    name: 'expand',
    essential: false,
    warning,
    share: 0.3,
    atMost: 8_000,
    run: async (work, ms) => {
      if (late !== undefined && work.made.scrollsInside !== false) return undefined;
      const inTime = whileInTime(ms * FOR_CHANGES);
      const forPaper = medium === 'document';
      const { inPage } = made(work, 'tab');
      if (await inPage(unlockPage)) await followed(work, MAX_PAGE_HEIGHT);
      inTime();
      const { hidden, hasSmall } = await inPage(findScroller);
      inTime();
      if (hidden === 0) {
        if (hasSmall) work.warnings.push(hasSmallParts);
        return { scrollsInside: false };
      }
      const { isClosed, beyond } = await opened(
        work,
        forPaper ? MAX_PAPER_HEIGHT : MAX_PAGE_HEIGHT,
        forPaper,
        inTime,
      );
      if (!forPaper) await raised(work, hidden, inTime);
      inTime();
      if (isClosed || (forPaper && beyond > 0)) work.warnings.push(warning);
      return { scrollsInside: true, ...(!forPaper && beyond > 0 && { beyond }) };
    },
  };
};
