import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself.
interface PageElement {
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

/**
 * Puts the top of the first element that matches at the top of the window, as far as the page can scroll, then goes on by
 * `offset` CSS pixels; without animation. An empty selector: the offset alone. False: nothing matches.
 */
export const scrollTo = (selector: string, offset: number): boolean => {
  const world = globalThis as unknown as { snapstackScroller?: PageElement };
  // Of a document that has come meanwhile, nobody has looked for what it scrolls.
  const scroller = world.snapstackScroller ?? document.scrollingElement ?? document.documentElement;
  const by = (top: number) => own(scroller, 'scrollBy').call(scroller, { top, behavior: 'instant' });
  let target: PageElement | null = null;
  try {
    target = selector === '' ? null : document.querySelector(selector);
  } catch {
    // No selector that this browser knows matches nothing.
  }
  if (target !== null) {
    // Through all that scrolls around it; then exactly, whatever the page's margins and paddings for it are.
    own(target, 'scrollIntoView').call(target, { block: 'start', behavior: 'instant' });
    by(own(target, 'getBoundingClientRect').call(target).top);
  }
  if (offset !== 0) by(offset);
  return selector === '' || target !== null;
};
