import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself. What it leaves in the isolated world is for the others.
interface Scrollable {
  readonly scrollHeight: number;
  readonly clientHeight: number;
  readonly clientWidth: number;
}
declare const own: Own;
declare const document: {
  readonly scrollingElement: Scrollable | null;
  readonly documentElement: Scrollable;
  readonly body: Scrollable | null;
  querySelectorAll(selector: string): Iterable<Scrollable>;
};
declare const getComputedStyle: (element: Scrollable) => { readonly overflowY: string };
declare const innerWidth: number;
declare const innerHeight: number;

/**
 * Finds what a visitor scrolls: the document, or in an application whose document does not scroll, the largest part of it
 * that does and fills half of the window or more. Keeps it as `snapstackScroller`; gives how many CSS pixels it hides, 0
 * when it is the document.
 */
export const findScroller = (): number => {
  const root = document.scrollingElement ?? document.documentElement;
  const world = globalThis as { snapstackScroller?: Scrollable };
  world.snapstackScroller = root;
  const least = 20;
  const isLocked = [document.documentElement, document.body].some(
    (element) => element !== null && getComputedStyle(element).overflowY === 'hidden',
  );
  if (own(root, 'scrollHeight') > innerHeight + 1 && !isLocked) return 0;
  const area = (element: Scrollable) => own(element, 'clientWidth') * own(element, 'clientHeight');
  let best: Scrollable | undefined;
  for (const element of document.querySelectorAll('body *')) {
    const isTall = own(element, 'scrollHeight') > own(element, 'clientHeight') + least;
    if (!isTall || area(element) < (innerWidth * innerHeight) / 2) continue;
    if (best !== undefined && area(element) <= area(best)) continue;
    if (/^(?:auto|scroll|overlay)$/.test(getComputedStyle(element).overflowY)) best = element;
  }
  if (best === undefined) return 0;
  world.snapstackScroller = best;
  return own(best, 'scrollHeight') - own(best, 'clientHeight');
};
