import type { Box } from './box.ts';
import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself.
interface PageElement {
  readonly localName: string;
  readonly children: Iterable<PageElement>;
  /** Of a slot. */
  assignedElements?(): Iterable<PageElement>;
  getBoundingClientRect(): Box;
  querySelectorAll(selector: '*'): Iterable<PageElement>;
}
declare const own: Own;
declare const document: {
  createRange(): { selectNodeContents(element: PageElement): void; getClientRects(): Iterable<Box> };
};

/**
 * Whether anything, an element or a line of text, begins in the lower half of what `findScroller` found. A list that draws
 * what the window is high enough for leaves it empty.
 */
export const showsEnd = (): boolean => {
  const { snapstackScroller: scroller } = globalThis as unknown as { snapstackScroller: PageElement };
  const { top, height } = own(scroller, 'getBoundingClientRect').call(scroller);
  const range = document.createRange();
  const boxesIn = (element: PageElement): Iterable<Box> => {
    range.selectNodeContents(element);
    return range.getClientRects();
  };
  const slots = [...own(scroller, 'children')].filter((child) => own(child, 'localName') === 'slot');
  const slotted = slots.flatMap((slot) => [...(own(slot, 'assignedElements')?.call(slot) ?? [])]);
  const isLow = (box: Box): boolean => box.height > 0 && box.top >= top + height / 2;
  const most = 5_000;
  const within = [scroller, ...slotted]
    .flatMap((element) => [...own(element, 'querySelectorAll').call(element, '*')])
    .slice(0, most);
  return (
    [...slotted, ...within].some((element) => isLow(own(element, 'getBoundingClientRect').call(element))) ||
    [scroller, ...slotted].some((element) => [...boxesIn(element)].some(isLow))
  );
};
