import { MAX_PAGE_HEIGHT } from '../../domain/geometry.ts';
import { type ScrolledView, scrollAndLook } from '../in-page/scroll-and-look.ts';
import { becomeQuiet } from './become-quiet.ts';
import type { PageRequests } from './page-requests.ts';
import type { Tab } from './tab.ts';

/** How long the page is looked at in each place, in milliseconds: some frames, for what watches its own coming into view. */
const LOOK_MS = 80;
/** The same on the way back up. */
const SECOND_LOOK_MS = 40;
/** How long nothing new must come at the end, in milliseconds: some pages let what has come into view wait a moment. */
const QUIET_MS = 500;
/** How long the end is waited for at most, in milliseconds. */
const PATIENCE_MS = 4_000;
/** A window less a bit, so that nothing falls between two of them. */
const STEP = 0.9;
/** CSS pixels: as much as one step is at least, and as much as a part of the page has that was put into it. */
const LEAST = 100;

/** What was not as it should be. */
export type ScrollFault = 'end not reached' | 'no end' | 'still arriving';

const stepOf = ({ window }: ScrolledView): number => Math.max(LEAST, Math.floor(window * STEP));
/** Where the last window of it begins, of as much as a picture can show. */
const lastOf = ({ height, window }: ScrolledView): number => Math.min(height, MAX_PAGE_HEIGHT) - window;

/**
 * Scrolls through what `findScroller` found as a visitor would, in steps of a window without animation, so that what loads
 * or appears when it comes into view does; waits at the end until it has, and goes on where the page has grown. What ends
 * it is `end`, in milliseconds of `performance.now()`, at the latest; the page is left wherever it is. `atEnd` is done at its end,
 * when all of it has come.
 */
export const scrollThrough = async (
  tab: Pick<Tab, 'inPage'>,
  requests: PageRequests,
  end: number,
  atEnd: () => Promise<void> = async () => undefined,
): Promise<ScrollFault | undefined> => {
  const since = performance.now();
  const isOver = () => performance.now() >= end;
  let view = await tab.inPage(scrollAndLook, undefined, 0, 0);
  let at = 0;
  // Some parts grow and shrink for ever.
  let highest = 0;
  // What the browser has moved out of the way of something that came above: that has not been in view itself.
  let hasShifted = false;
  const goTo = async (top: number, ms: number) => {
    const next = await tab.inPage(scrollAndLook, top, ms, 0);
    hasShifted ||= next.height > view.height && next.top > top + LEAST;
    view = next;
  };
  const quiet = async () => {
    const { top } = view;
    highest = Math.max(highest, view.height);
    const found = await becomeQuiet(tab, requests, view, {
      ms: QUIET_MS,
      since,
      until: Math.min(end, performance.now() + PATIENCE_MS),
      height: highest < MAX_PAGE_HEIGHT ? highest : Number.MAX_SAFE_INTEGER,
    });
    hasShifted ||= found.view.top > top + LEAST;
    view = found.view;
    return found.outcome;
  };

  let hasEnded = lastOf(view) <= 0;
  let hasGrown = false;
  for (;;) {
    while (at < lastOf(view) && !isOver()) {
      at = Math.min(at + stepOf(view), lastOf(view));
      hasEnded ||= at === lastOf(view);
      await goTo(at, LOOK_MS);
    }
    if (at < lastOf(view)) return hasEnded ? 'no end' : 'end not reached';
    const arrived = performance.now();
    let outcome = await quiet();
    if (outcome === 'higher') {
      hasGrown = true;
      continue;
    }
    await atEnd();
    const isOnItsWay = requests.pending().some(({ begun }) => begun >= since);
    if (outcome === 'late' && isOver() && hasGrown && isOnItsWay) return 'no end';
    if (hasShifted) {
      for (let top = view.top; top > 0 && !isOver(); top -= stepOf(view)) await goTo(top, SECOND_LOOK_MS);
      outcome = await quiet();
    }
    const isDue = ({ begun }: { readonly begun: number }) => begun >= since && begun <= arrived;
    return outcome === 'late' && requests.pending().some(isDue) ? 'still arriving' : undefined;
  }
};
