import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself.
interface PageElement {
  readonly style: { setProperty(name: string, value: string, priority: string): void };
  getBoundingClientRect(): { readonly top: number; readonly bottom: number; readonly height: number };
}
declare const own: Own;
declare const document: { querySelectorAll(selector: string): Iterable<PageElement> };
declare const getComputedStyle: (element: PageElement) => {
  readonly position: string;
  readonly translate: string;
};
declare const innerHeight: number;

/**
 * Moves what is fixed to the bottom of the window to the bottom of a picture that goes on for `rest` CSS pixels below the
 * window: there it belongs, and in the middle it would cover what is not to be covered. By drawing alone: the layout stays.
 */
export const lowerFixed = (rest: number): void => {
  const isAtBottom = (element: PageElement): boolean => {
    const { top, bottom, height } = own(element, 'getBoundingClientRect').call(element);
    if (height === 0 || top < innerHeight / 2 || bottom < innerHeight - 100) return false;
    const { position, translate } = getComputedStyle(element);
    return position === 'fixed' && translate === 'none';
  };
  // All are found before the first is moved: the page would be laid out anew for each of thousands.
  for (const element of [...document.querySelectorAll('body *')].filter(isAtBottom)) {
    const style = own(element, 'style');
    style.setProperty('translate', `0 ${rest}px`, 'important');
    style.setProperty('transition', 'none', 'important');
  }
};
