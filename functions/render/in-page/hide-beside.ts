import type { Box } from './box.ts';
import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself. Only what it needs of the DOM is declared.
interface PageElement {
  readonly style: { setProperty(name: string, value: string, priority: 'important'): void };
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
 * Takes away what has its place beside the window, on the side to which the document could be scrolled, and nothing in the
 * window: a menu that is closed, mostly.
 */
export const hideBeside = (): void => {
  const { body } = document;
  const isFromRight = body !== null && getComputedStyle(body).direction === 'rtl';
  const boxOf = (element: PageElement): Box => own(element, 'getBoundingClientRect').call(element);
  // What has no area may be what others are drawn with, as a gradient is.
  const hasArea = ({ width, height }: Box): boolean => width * height > 0;
  const isBeside = ({ left, right }: Box): boolean => (isFromRight ? right <= 0 : left >= innerWidth);
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
  for (const element of unseen) own(element, 'style').setProperty('display', 'none', 'important');
};
