import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself, and after findElement.
interface PageElement {
  getBoundingClientRect(): { readonly top: number };
}
declare const own: Own;
declare const innerHeight: number;

/** Whether the beginning of `snapstackElement` is in the window. */
export const beginsInWindow = (): boolean => {
  const { snapstackElement: element } = globalThis as unknown as { snapstackElement: PageElement };
  const { top } = own(element, 'getBoundingClientRect').call(element);
  return top >= 0 && top < innerHeight;
};
