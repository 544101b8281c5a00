import type { Box } from './box.ts';
import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself, and after findElement.
type ScrollBy = (options: { readonly left: 0; readonly top: number; readonly behavior: 'instant' }) => void;
interface PageElement {
  readonly clientHeight: number;
  readonly scrollHeight: number;
  readonly ownerDocument: object;
  readonly scrollBy: ScrollBy;
  getBoundingClientRect(): Box;
  scrollIntoView(options: { readonly block: 'start'; readonly behavior: 'instant' }): void;
}
declare const own: Own;
declare const document: object;
declare const getComputedStyle: (element: PageElement) => { readonly overflowY: string };
declare const scrollBy: ScrollBy;
declare const innerHeight: number;

/**
 * Shows the beginning of `snapstackElement` (`part` 0), or as much more of it as has room in what scrolls around it. False: there
 * is no more of it to be shown. Undefined: all of it is in the window anyway.
 */
export const showPart = (part: number): boolean | undefined => {
  const { snapstackElement: element, snapstackAround: around } = globalThis as unknown as {
    snapstackElement: PageElement;
    snapstackAround: readonly PageElement[];
  };
  const boxOf = (one: PageElement): Box => own(one, 'getBoundingClientRect').call(one);
  const scroller = around.find(
    (one) =>
      /^(?:auto|scroll)$/.test(getComputedStyle(one).overflowY) &&
      own(one, 'scrollHeight') > own(one, 'clientHeight'),
  );
  const before = boxOf(element);
  const isInWindow = own(element, 'ownerDocument') === document && scroller === undefined;
  if (part === 0) {
    if (isInWindow && before.top >= 0 && before.bottom <= innerHeight) return undefined;
    own(element, 'scrollIntoView').call(element, { block: 'start', behavior: 'instant' });
    return true;
  }
  const height = scroller === undefined ? innerHeight : own(scroller, 'clientHeight');
  const end = scroller === undefined ? innerHeight : Math.min(innerHeight, boxOf(scroller).bottom);
  if (before.bottom <= end) return false;
  // No further than to its end: what is in the window there has most of it to be seen in.
  const options = { left: 0, top: Math.min(height, before.bottom - end), behavior: 'instant' } as const;
  if (scroller === undefined) scrollBy(options);
  else own(scroller, 'scrollBy').call(scroller, options);
  // What does not move any more is shown as far as it can be.
  return Math.abs(boxOf(element).top - before.top) > 1;
};
