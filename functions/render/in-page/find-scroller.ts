import type { Box } from './box.ts';
import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself. What it leaves in the isolated world is for the others.
interface Scrollable {
  readonly scrollHeight: number;
  readonly clientHeight: number;
  readonly shadowRoot: Root | null;
  readonly localName: string;
  readonly children: Iterable<Scrollable>;
  readonly offsetTop: number;
  readonly offsetHeight: number;
  readonly parentElement: Scrollable | null;
  closest(selector: string): Scrollable | null;
  contains(other: Scrollable): boolean;
  checkVisibility(options: Readonly<Record<string, boolean>>): boolean;
  getBoundingClientRect(): Box;
}
interface Root {
  querySelectorAll(selector: string): Iterable<Scrollable>;
}
interface Candidate {
  readonly element: Scrollable;
  /** Square CSS pixels of it in the window. */
  readonly seen: number;
  /** CSS pixels that it hides. */
  readonly hidden: number;
}
declare const own: Own;
declare const document: Root & {
  readonly scrollingElement: Scrollable | null;
  readonly documentElement: Scrollable;
  readonly body: Scrollable | null;
};
declare const getComputedStyle: (element: Scrollable) => {
  readonly overflowY: string;
  readonly position: string;
};
declare const innerWidth: number;
declare const innerHeight: number;

/** What of a page scrolls. */
export interface Scrolling {
  /** CSS pixels that the main part hides that scrolls by itself; 0 when it is the document that scrolls, or nothing. */
  readonly hidden: number;
  /** Whether there are only other parts that scroll by themselves, and hide much: too small to be main parts, or frames. */
  readonly hasSmall: boolean;
}

/**
 * Finds what a visitor scrolls: the document, or in an application whose document does not scroll, the main parts of it
 * that do, in open shadow roots too. Those are seen, and at least half as high and a quarter as large as the window, or three
 * quarters where the document scrolls by a little; no
 * dialogs and no fields. Keeps all of them as `snapstackScrollers`, and as `snapstackScroller` the one to scroll, which is
 * the document where there are none.
 */
export const findScroller = (): Scrolling => {
  const { documentElement, body } = document;
  const root = document.scrollingElement ?? documentElement;
  const world = globalThis as { snapstackScroller?: Scrollable; snapstackScrollers?: readonly Scrollable[] };
  world.snapstackScroller = root;
  world.snapstackScrollers = [];
  const [least, mostCandidates, mostParts, patienceMs] = [20, 50, 6, 500];
  const isLocked = [documentElement, body].some(
    (element) => element !== null && getComputedStyle(element).overflowY === 'hidden',
  );
  const below = own(root, 'scrollHeight') - innerHeight;
  // The margins of a body, or a head above what is as high as the window, make a document scroll by a little.
  const isNearlyStill = below > 1 && below <= innerHeight / 4 && !isLocked;
  if (below > 1 && !isLocked && !isNearlyStill) return { hidden: 0, hasSmall: false };
  const windowArea = innerWidth * innerHeight;
  const leastSeen = isNearlyStill ? (windowArea * 3) / 4 : windowArea / 4;
  const hiddenIn = (element: Scrollable) => own(element, 'scrollHeight') - own(element, 'clientHeight');
  const isFixed = (element: Scrollable): boolean => {
    for (let one: Scrollable | null = element; one !== null; one = own(one, 'parentElement')) {
      if (getComputedStyle(one).position === 'fixed') return true;
    }
    return false;
  };
  const shown = {
    opacityProperty: true,
    visibilityProperty: true,
    checkOpacity: true,
    checkVisibilityCSS: true,
  };
  const isShown = (element: Scrollable): boolean => own(element, 'checkVisibility').call(element, shown);
  /** Whether what is seen in it, each below the other, goes on to so many times the window. */
  const goesOn = (element: Scrollable, times: number): boolean =>
    [...own(element, 'children')].some(
      (child) =>
        /^(?:static|relative)$/.test(getComputedStyle(child).position) &&
        isShown(child) &&
        own(child, 'offsetTop') + own(child, 'offsetHeight') > innerHeight * times,
    );
  /** Whether it is the body, and is kept from being scrolled by cutting off what is in it. */
  const isCut = (element: Scrollable): boolean =>
    element === body && /^(?:hidden|clip)$/.test(getComputedStyle(element).overflowY) && goesOn(element, 1.2);
  const scrolls = (element: Scrollable): boolean => {
    if (element === documentElement || element === root) return false;
    if (!/^(?:auto|scroll|overlay)$/.test(getComputedStyle(element).overflowY) && !isCut(element))
      return false;
    // What the body says of overflow is the window's where the root element says nothing.
    if (element === body && getComputedStyle(documentElement).overflowY === 'visible') return false;
    if (/^(?:textarea|select)$/.test(own(element, 'localName'))) return false;
    const dialogs = 'dialog,[role="dialog"],[role="alertdialog"],[aria-modal="true"]';
    if (own(element, 'closest').call(element, dialogs) !== null) return false;
    return isShown(element);
  };
  const seenOf = (element: Scrollable): number => {
    const { top, bottom, left, right } = own(element, 'getBoundingClientRect').call(element);
    const width = Math.min(right, innerWidth) - Math.max(left, 0);
    const height = Math.min(bottom, innerHeight) - Math.max(top, 0);
    return width > 0 && height >= innerHeight / 2 ? width * height : 0;
  };
  const found: Candidate[] = [];
  let hasSmall = false;
  const isSmall = (element: Scrollable, seen: number, hidden: number): boolean =>
    below <= 1 && seen >= windowArea / 40 && hidden >= own(element, 'clientHeight') / 5 && scrolls(element);
  const look = (): void => {
    const until = performance.now() + patienceMs;
    const roots: Root[] = [document];
    for (const one of roots) {
      for (const element of one.querySelectorAll('*')) {
        if (found.length === mostCandidates || performance.now() > until) return;
        const shadowRoot = own(element, 'shadowRoot');
        if (shadowRoot !== null) roots.push(shadowRoot);
        if (own(element, 'clientHeight') < innerHeight / 2) continue;
        const hidden = hiddenIn(element);
        // A page that something keeps from being scrolled, such as a dialog on top of it, is what it hides.
        if (hidden <= least || (below > 1 && hidden <= below)) continue;
        const seen = seenOf(element);
        if (seen < windowArea / 4) hasSmall ||= isSmall(element, seen, hidden);
        if (seen < leastSeen || !scrolls(element) || (below > 1 && isFixed(element))) continue;
        found.push({ element, seen, hidden });
      }
    }
  };
  /** Whether the window is filled with a frame, or with what only a script moves on: how much there is of that, none can tell. */
  const hasUnscrolled = (): boolean => {
    if (below > 1) return false;
    const filling = [...document.querySelectorAll('iframe, frame')].some(
      (frame) => seenOf(frame) >= windowArea * 0.8 && isShown(frame),
    );
    const outermost = [...document.querySelectorAll('body > *, body > * > *, body > * > * > *')].slice(
      0,
      300,
    );
    const isMoved = (element: Scrollable): boolean =>
      seenOf(element) >= windowArea * 0.9 && goesOn(element, 1.5);
    return filling || outermost.some(isMoved);
  };
  look();
  // A box of code within a page that scrolls is no part of its own.
  const main = found.filter(
    ({ element, seen }) =>
      seen >= windowArea / 2 ||
      !found.some(
        (other) => other.element !== element && own(other.element, 'contains').call(other.element, element),
      ),
  );
  const largest = Math.max(...main.map(({ seen }) => seen));
  const [first, ...others] = main
    .filter(({ seen }) => seen >= (largest * 3) / 4)
    .sort((a, b) => b.hidden - a.hidden);
  if (first === undefined) return { hidden: 0, hasSmall: hasSmall || hasUnscrolled() };
  const rest = main.filter((one) => one !== first && !others.includes(one));
  world.snapstackScroller = first.element;
  world.snapstackScrollers = [first, ...others, ...rest].slice(0, mostParts).map(({ element }) => element);
  return { hidden: first.hidden, hasSmall: false };
};
