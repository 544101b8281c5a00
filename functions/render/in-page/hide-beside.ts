import type { Box } from './box.ts';
import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself. Only what it needs of the DOM is declared.
interface PageElement {
  /** Elements of no known kind have none. */
  readonly style?: { setProperty(name: string, value: string, priority: 'important'): void };
  getBoundingClientRect(): Box;
  querySelectorAll(selector: '*'): Iterable<PageElement>;
}
declare const own: Own;
declare const innerWidth: number;
declare const document: Pick<PageElement, 'querySelectorAll'> & { readonly body: PageElement | null };
declare const getComputedStyle: (element: PageElement) => {
  readonly position: string;
  readonly direction: string;
};

/**
 * Takes away what has its place beside the window, where it would be printed, and nothing in the window: a menu that is closed,
 * mostly. On the right of what is written from there nobody can scroll to it; on the side to which the document can be scrolled
 * it goes `whereReached`.
 */
export const hideBeside = (whereReached: boolean): void => {
  const { body } = document;
  const isFromRight = body !== null && getComputedStyle(body).direction === 'rtl';
  const boxOf = (element: PageElement): Box => own(element, 'getBoundingClientRect').call(element);
  // What has no area may be what others are drawn with, as a gradient is.
  const hasArea = ({ width, height }: Box): boolean => width * height > 0;
  const isBeside = ({ left, right }: Box): boolean =>
    isFromRight ? left >= innerWidth || (whereReached && right <= 0) : whereReached && left >= innerWidth;
  const inside = (element: Pick<PageElement, 'querySelectorAll'>) => [
    ...own(element, 'querySelectorAll').call(element, '*'),
  ];
  const unseen = inside(document).filter((element) => {
    if (getComputedStyle(element).position !== 'absolute') return false;
    const box = boxOf(element);
    if (!hasArea(box) || !isBeside(box)) return false;
    return inside(element)
      .map(boxOf)
      .every((inner) => !hasArea(inner) || isBeside(inner));
  });
  for (const element of unseen) own(element, 'style')?.setProperty('display', 'none', 'important');
};
