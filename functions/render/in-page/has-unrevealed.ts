import type { Area } from '../../domain/area.ts';
import type { Box } from './box.ts';
import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself.
interface PageElement {
  readonly localName: string;
  /** Of an image. */
  readonly currentSrc?: string;
  matches(selector: string): boolean;
  readonly textContent: string | null;
  getBoundingClientRect(): Box;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: '*'): Iterable<PageElement>;
  contains(other: PageElement): boolean;
  readonly parentElement: PageElement | null;
  readonly children: Iterable<PageElement>;
}
type Edges = Pick<Box, 'left' | 'top' | 'right' | 'bottom'>;
declare const own: Own;
declare const document: {
  getElementsByTagName(name: '*'): ArrayLike<PageElement> & Iterable<PageElement>;
};
declare const getComputedStyle: (element: PageElement) => {
  readonly opacity: string;
  readonly position: string;
  readonly visibility: string;
  readonly backgroundImage: string;
  readonly overflowX: string;
  readonly overflowY: string;
};
declare const innerWidth: number;
declare const innerHeight: number;
declare const scrollX: number;
declare const scrollY: number;

/**
 * Whether much that has a place of its own in an area, in CSS pixels from where the document begins, cannot be seen for being
 * wholly transparent or hidden, or is an image that a script has not asked for: pages let it appear when somebody comes to it.
 * Looks for `ms` milliseconds at most.
 */
export const hasUnrevealed = ({ x, y, width, height }: Area, ms: number): boolean => {
  const until = performance.now() + ms;
  const all = document.getElementsByTagName('*');
  // To have the styles of more takes longer than anybody could wait for.
  if (all.length > 20_000) return false;
  // A fifth of what is seen at a time, in parts that are more than a button.
  const [much, least] = [(innerWidth * innerHeight) / 5, 20_000];
  const found: PageElement[] = [];
  const boxOf = (element: PageElement): Box => own(element, 'getBoundingClientRect').call(element);
  const commonOf = (one: Edges, other: Edges): number =>
    Math.max(0, Math.min(one.right, other.right) - Math.max(one.left, other.left)) *
    Math.max(0, Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top));
  /** Whether it lies on something else, or is put away: it waits for a click, or its turn. */
  const isAside = (element: PageElement, box: Box): boolean => {
    const half = (box.width * box.height) / 2;
    const parent = own(element, 'parentElement');
    const beside = parent === null ? [] : [...own(parent, 'children')].filter((one) => one !== element);
    if (beside.some((one) => commonOf(boxOf(one), box) > half)) return true;
    for (let around = parent; around !== null; around = own(around, 'parentElement')) {
      const { position, overflowX, overflowY, opacity } = getComputedStyle(around);
      if (/^(?:fixed|absolute)$/.test(position) || opacity === '0') return true;
      const isOpen = overflowX === 'visible' && overflowY === 'visible';
      if (!isOpen && commonOf(boxOf(around), box) < half) return true;
    }
    return false;
  };
  /** Hidden with all that is in it: what is in there may be visible by itself. */
  const isHidden = (element: PageElement): boolean =>
    ![...own(element, 'querySelectorAll').call(element, '*')].some(
      (one) => getComputedStyle(one).visibility === 'visible',
    );
  /** Whether it has the address of its picture in an attribute, from which a script has yet to take it. */
  const isAwaited = (element: PageElement): boolean => {
    const isImage = own(element, 'localName') === 'img';
    const late = isImage
      ? '[data-src],[data-srcset],[data-lazy],[data-lazy-src],[data-lazy-srcset],[data-original]'
      : '[data-bg],[data-bgset],[data-background-image]';
    if (!own(element, 'matches').call(element, late)) return false;
    // An image without any, or with one that only keeps its place.
    if (isImage) return /^(?:$|data:)/.test(own(element, 'currentSrc') ?? '');
    return getComputedStyle(element).backgroundImage === 'none';
  };
  const asked = { left: x, top: y, right: x + width, bottom: y + height };
  const onPage = ({ left, top, right, bottom }: Edges): Edges => ({
    left: left + scrollX,
    top: top + scrollY,
    right: right + scrollX,
    bottom: bottom + scrollY,
  });
  let area = 0;
  for (const element of all) {
    if (performance.now() > until) return false;
    const { opacity, position, visibility } = getComputedStyle(element);
    // What lies on something else waits for a click, or a pointer.
    const isLate = isAwaited(element);
    if (!isLate && (!/^(?:static|relative)$/.test(position) || visibility === 'collapse')) continue;
    if (!isLate && visibility === 'visible' && opacity !== '0') continue;
    const box = boxOf(element);
    const common = commonOf(asked, onPage(box));
    if (common === 0 || box.width * box.height < least) continue;
    if (found.some((one) => own(one, 'contains').call(one, element))) continue;
    const isEmpty =
      (own(element, 'textContent') ?? '').trim() === '' &&
      own(element, 'querySelector').call(element, 'img, svg, picture, video, canvas') === null;
    if ((isEmpty && !isLate) || isAside(element, box) || (visibility === 'hidden' && !isHidden(element)))
      continue;
    found.push(element);
    area += common;
    if (area >= much) return true;
  }
  return false;
};
