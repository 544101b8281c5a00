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
  querySelector(selector: string): PageElement | null;
};
declare const getComputedStyle: (element: PageElement) => {
  readonly overflowY: string;
  readonly position: string;
};

/**
 * Puts the top of the first element that matches, and has a place, at the top of what it is seen in: of the window, or of the
 * part of an application that scrolls, as far as that can; then goes on by `offset` CSS pixels; without animation. What is fixed
 * to the window is where it is. An empty selector: the offset alone. False: nothing matches.
 */
export const scrollTo = (selector: string, offset: number): boolean => {
  const world = globalThis as unknown as { snapstackScroller?: PageElement };
  const root = document.scrollingElement ?? document.documentElement;
  // Of a document that has come meanwhile, nobody has looked for what it scrolls.
  const scroller = world.snapstackScroller ?? root;
  const by = (one: PageElement, top: number) => own(one, 'scrollBy').call(one, { top, behavior: 'instant' });
  const topOf = (one: PageElement): number => own(one, 'getBoundingClientRect').call(one).top;
  let target: PageElement | null = null;
  try {
    target = selector === '' ? null : document.querySelector(selector);
  } catch {
    // No selector that this browser knows matches nothing.
  }
  if (target !== null && !own(target, 'checkVisibility').call(target)) target = null;
  const around: PageElement[] = [];
  for (let one = target; one !== null; one = own(one, 'parentElement')) around.push(one);
  const isFixed = around.some((one) => getComputedStyle(one).position === 'fixed');
  if (target !== null && !isFixed) {
    const isScroller = (one: PageElement): boolean =>
      /^(?:auto|scroll)$/.test(getComputedStyle(one).overflowY) &&
      own(one, 'scrollHeight') > own(one, 'clientHeight');
    const inner = around.slice(1).find((one) => one !== root && (one === scroller || isScroller(one)));
    // Through all that scrolls around it; then exactly, whatever the page's margins and paddings for it are.
    own(target, 'scrollIntoView').call(target, { block: 'start', behavior: 'instant' });
    if (inner === undefined) by(scroller, topOf(target));
    else by(inner, topOf(target) - topOf(inner) - own(inner, 'clientTop'));
  }
  if (offset !== 0) by(scroller, offset);
  return selector === '' || target !== null;
};
