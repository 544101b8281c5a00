import type { Box } from './box.ts';
import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself.
interface PageElement {
  readonly scrollHeight: number;
  readonly style: { setProperty(name: string, value: string, priority: 'important'): void };
  getBoundingClientRect(): Box;
}
declare const own: Own;
declare const document: {
  readonly scrollingElement: PageElement | null;
  readonly documentElement: PageElement;
  readonly body: PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
};
declare const getComputedStyle: (element: PageElement) => {
  readonly position: string;
  readonly overflowY: string;
};
declare const innerWidth: number;
declare const innerHeight: number;

/**
 * Lets go of a page that is fixed to the window as a whole: by its body, as dialogs lay hold of what is under them, or in a box of
 * which a script moves what a visitor scrolls to into view. Gives whether there was one.
 */
export const unlockPage = (): boolean => {
  const { documentElement, body } = document;
  const set = (element: PageElement, styles: object): void => {
    const style = own(element, 'style');
    for (const [name, value] of Object.entries(styles)) style.setProperty(name, value, 'important');
  };
  const boxOf = (element: PageElement): Box => own(element, 'getBoundingClientRect').call(element);
  const isMore = (height: number): boolean => height > innerHeight * 1.2;
  // As high as what is in it: one that is as high as the window is an application's.
  if (body !== null && getComputedStyle(body).position === 'fixed' && isMore(boxOf(body).height)) {
    set(body, { position: 'absolute', top: '0', bottom: 'auto', transition: 'none' });
    return true;
  }
  const all = own(document.scrollingElement ?? documentElement, 'scrollHeight');
  if (!isMore(all)) return false;
  const most = 500;
  const outermost = [...document.querySelectorAll('body > *, body > * > *, body > * > * > *')].slice(0, most);
  const isAround = (element: PageElement): boolean => {
    const { position, overflowY } = getComputedStyle(element);
    if (position !== 'fixed' || !/^(?:hidden|clip)$/.test(overflowY)) return false;
    const { left, top, right, bottom } = boxOf(element);
    const isOverWindow = left <= 1 && top <= 1 && right >= innerWidth - 1 && bottom >= innerHeight - 1;
    const height = own(element, 'scrollHeight');
    // The document is as high as what is in the box, so that it can be scrolled as far.
    return isOverWindow && isMore(height) && height > all * 0.8 && height < all * 1.2;
  };
  const box = outermost.find(isAround);
  if (box === undefined) return false;
  const height = `${own(box, 'scrollHeight')}px`;
  set(box, {
    position: 'absolute',
    inset: '0 auto auto 0',
    width: '100%',
    height,
    'max-height': 'none',
    transition: 'none',
  });
  return true;
};
