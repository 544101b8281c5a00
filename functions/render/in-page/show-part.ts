import type { Box } from './box.ts';
import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself, and after findElement.
interface PageElement {
  getBoundingClientRect(): Box;
  scrollIntoView(options: { readonly block: 'start'; readonly behavior: 'instant' }): void;
}
declare const own: Own;
declare const scrollBy: (options: {
  readonly left: number;
  readonly top: number;
  readonly behavior: 'instant';
}) => void;
declare const innerHeight: number;

/**
 * Shows a part of `snapstackElement`, which is as high as the window, in that; whether there is more of it below. Undefined:
 * all of it is in the window anyway.
 */
export const showPart = (part: number): boolean | undefined => {
  const { snapstackElement: element } = globalThis as unknown as { snapstackElement: PageElement };
  const boxOf = (): Box => own(element, 'getBoundingClientRect').call(element);
  const { top, bottom } = boxOf();
  if (part === 0 && top >= 0 && bottom <= innerHeight) return undefined;
  own(element, 'scrollIntoView').call(element, { block: 'start', behavior: 'instant' });
  scrollBy({ left: 0, top: boxOf().top + part * innerHeight, behavior: 'instant' });
  return boxOf().bottom > innerHeight;
};
