import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself.
interface PageElement {
  readonly parentElement: PageElement | null;
  readonly clientTop: number;
  readonly clientHeight: number;
  readonly scrollHeight: number;
  checkVisibility(): boolean;
  getBoundingClientRect(): { readonly top: number };
  scrollIntoView(options: { readonly block: 'start'; readonly behavior: 'instant' }): void;
  scrollBy(options: { readonly top: number; readonly behavior: 'instant' }): void;
}
declare const own: Own;
declare const document: {
  readonly scrollingElement: PageElement | null;
  readonly documentElement: PageElement;
  readonly body: PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
};
declare const getComputedStyle: (element: PageElement) => {
  readonly overflowY: string;
  readonly position: string;
};

/**
 * Puts the top of the first element that matches, and is shown, at the top of what scrolls around it, and that at the top of the
 * window, as far as the page can scroll; then goes on by `offset` CSS pixels; without animation. What is fixed to the window is
 * where it is. An empty selector: the offset alone. False: nothing matches.
 */
export const scrollTo = (selector: string, offset: number): boolean => {
  const world = globalThis as unknown as { snapstackScroller?: PageElement };
  const { documentElement, body } = document;
  const root = document.scrollingElement ?? documentElement;
  // Of a document that has come meanwhile, nobody has looked for what it scrolls.
  const scroller = world.snapstackScroller ?? root;
  const by = (one: PageElement, top: number) => own(one, 'scrollBy').call(one, { top, behavior: 'instant' });
  const topOf = (one: PageElement): number => own(one, 'getBoundingClientRect').call(one).top;
  let target: PageElement | null = null;
  try {
    const all = selector === '' ? [] : [...document.querySelectorAll(selector)];
    target = all.find((one) => own(one, 'checkVisibility').call(one)) ?? null;
  } catch {
    // No selector that this browser knows matches nothing.
  }
  // Where the root has none, the overflow of the body is that of the window.
  const isOfWindow = (one: PageElement): boolean =>
    one === root ||
    one === documentElement ||
    (one === body && getComputedStyle(documentElement).overflowY === 'visible');
  const isScroller = (one: PageElement): boolean =>
    !isOfWindow(one) &&
    (one === scroller || /^(?:auto|scroll)$/.test(getComputedStyle(one).overflowY)) &&
    own(one, 'scrollHeight') > own(one, 'clientHeight');
  const inner: PageElement[] = [];
  let isFixed = false;
  for (let one = target; one !== null && !isFixed; one = own(one, 'parentElement')) {
    if (one !== target && isScroller(one)) inner.push(one);
    isFixed = getComputedStyle(one).position === 'fixed';
  }
  if (target !== null && (inner.length > 0 || !isFixed)) {
    // Through all that scrolls around it; then exactly, whatever the page's margins and paddings for it are.
    own(target, 'scrollIntoView').call(target, { block: 'start', behavior: 'instant' });
    for (const one of inner) by(one, topOf(target) - topOf(one) - own(one, 'clientTop'));
    if (!isFixed) by(root, topOf(target));
  }
  if (offset !== 0) by(scroller, offset);
  return selector === '' || target !== null;
};
