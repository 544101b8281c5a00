import type { Box } from './box.ts';
import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself.
interface PageElement {
  readonly textContent: string | null;
  getBoundingClientRect(): Box;
  querySelector(selector: string): PageElement | null;
  contains(other: PageElement): boolean;
}
declare const own: Own;
declare const document: { querySelectorAll(selector: '*'): Iterable<PageElement> };
declare const getComputedStyle: (element: PageElement) => {
  readonly opacity: string;
  readonly position: string;
  readonly visibility: string;
};
declare const innerWidth: number;
declare const innerHeight: number;
declare const scrollY: number;

/**
 * Whether much that has a place of its own in the first `height` CSS pixels of the document cannot be seen for being wholly
 * transparent: pages let it appear when somebody comes to it. Looks for `ms` milliseconds at most.
 */
export const hasUnrevealed = (height: number, ms: number): boolean => {
  const until = performance.now() + ms;
  // A fifth of what is seen at a time, in parts that are more than a button.
  const [much, least] = [(innerWidth * innerHeight) / 5, 20_000];
  const found: PageElement[] = [];
  let area = 0;
  for (const element of document.querySelectorAll('*')) {
    if (performance.now() > until) return false;
    const { opacity, position, visibility } = getComputedStyle(element);
    // What lies on something else waits for a click, or a pointer.
    if (opacity !== '0' || !/^(?:static|relative)$/.test(position) || visibility !== 'visible') continue;
    const box = own(element, 'getBoundingClientRect').call(element);
    const isThere = box.top + scrollY < height && box.right > 0 && box.left < innerWidth;
    if (!isThere || box.width * box.height < least) continue;
    if (found.some((one) => own(one, 'contains').call(one, element))) continue;
    const isEmpty =
      (own(element, 'textContent') ?? '').trim() === '' &&
      own(element, 'querySelector').call(element, 'img, svg, picture, video, canvas') === null;
    if (isEmpty) continue;
    found.push(element);
    area += box.width * box.height;
    if (area >= much) return true;
  }
  return false;
};
