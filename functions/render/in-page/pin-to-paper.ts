import type { AllIn } from './all-in.ts';
import type { Box } from './box.ts';
import type { Own } from './own.ts';
import type { Style } from './style.ts';

// Runs in the page, so it may use nothing from outside itself. Only what it needs of the DOM is declared.
interface PageElement {
  readonly parentElement: PageElement | null;
  readonly scrollWidth: number;
  readonly shadowRoot: Root | null;
  /** Null for what is fixed to the window, and not to an element around it that has a transform or the like; SVG has none. */
  readonly offsetParent?: PageElement | null;
  readonly textContent: string;
  /** Elements of no known kind have none. */
  readonly style?: Style;
  contains(other: PageElement): boolean;
  getBoundingClientRect(): Box;
  querySelectorAll(selector: string): Iterable<PageElement>;
}
interface Root {
  adoptedStyleSheets: readonly unknown[];
  querySelectorAll(selector: string): Iterable<PageElement>;
}
/** In CSS pixels. */
interface Way {
  readonly x: number;
  readonly y: number;
}
declare const own: Own;
declare const allIn: AllIn;
declare const document: Root & {
  readonly documentElement: PageElement;
  readonly body: PageElement | null;
  elementsFromPoint(x: number, y: number): readonly PageElement[];
};
declare const CSSStyleSheet: new () => { replaceSync(text: string): void };
declare const getComputedStyle: (element: PageElement) => {
  readonly position: string;
  readonly direction: string;
  readonly zIndex: string;
  readonly display: string;
  readonly overflowX: string;
  readonly overflowY: string;
  readonly paddingLeft: string;
  readonly paddingRight: string;
  readonly borderLeftWidth: string;
  readonly borderRightWidth: string;
  readonly boxShadow: string;
  readonly backgroundColor: string;
  readonly backgroundImage: string;
};
declare const innerWidth: number;
declare const innerHeight: number;
declare const scrollX: number;
declare const scrollY: number;

/** What of the window paper does not have. */
interface OfTheWindow {
  /** Bars are on every sheet, as styles for print may mean it: a running head is made so. */
  readonly isRepeated: boolean;
  /** Cuts off what lies beside it. */
  readonly isCut: boolean;
}

/**
 * Has the document hold what the window held, in the window that is as large as a sheet. What stands still on a screen stands on
 * the first sheet alone, where it stands in the window: printing would repeat it on every sheet, over the text; the ground of all
 * the window is that of every sheet. What waits beside the window or below it, as a closed drawer does, is seen by nobody and
 * goes: it would make the document wider, or stand on the next sheet. What is cut off at the edge of the window is cut off there
 * by the body: printing knows no window, and makes all of the document smaller for what nobody can scroll to.
 */
export const pinToPaper = ({ isRepeated, isCut }: OfTheWindow): void => {
  const { body, documentElement: root } = document;
  const isFromRight = body !== null && getComputedStyle(body).direction === 'rtl';
  const boxOf = (element: PageElement): Box => own(element, 'getBoundingClientRect').call(element);
  const hasArea = ({ width, height }: Box): boolean => width * height > 0;
  const isInWindow = ({ left, top, right, bottom }: Box): boolean =>
    right > 1 && bottom > 1 && left < innerWidth - 1 && top < innerHeight - 1;
  /** To the other sides nothing is printed. */
  const isBeyond = ({ left, right, top }: Box): boolean =>
    top >= innerHeight - 1 || left >= innerWidth - 1 || (isFromRight && right <= 1);
  const isUnseen = (element: PageElement): boolean => {
    const inside = own(element, 'querySelectorAll').call(element, '*');
    // What has no area may be what others are drawn with, as a gradient is.
    const boxes = allIn([element]).concat(allIn(inside)).map(boxOf).filter(hasArea);
    return boxes.some(isBeyond) && !boxes.some(isInWindow);
  };
  const set = (element: PageElement, style: Readonly<Record<string, string>>) => {
    for (const [name, value] of Object.entries(style)) {
      own(element, 'style')?.setProperty(name, value, 'important');
    }
  };
  /** It covers the window and has nothing of the page below it, at as many points as show that of a page. */
  const isGround = (element: PageElement): boolean => {
    const { left, top, right, bottom } = boxOf(element);
    const isWhole = left <= 1 && top <= 1 && right >= innerWidth - 1 && bottom >= innerHeight - 1;
    if (!isWhole || own(element, 'textContent').trim() !== '') return false;
    if (Number.parseInt(getComputedStyle(element).zIndex, 10) < 0) return true;
    const style = own(element, 'style');
    if (style === undefined) return false;
    const [value, priority] = [
      style.getPropertyValue('pointer-events'),
      style.getPropertyPriority('pointer-events'),
    ];
    set(element, { 'pointer-events': 'auto' });
    const shares = [0.1, 0.3, 0.5, 0.7, 0.9];
    const points = shares.flatMap((x) => shares.map((y) => [innerWidth * x, innerHeight * y] as const));
    const isLowest = points.every(([x, y]) => {
      const there = document.elementsFromPoint(x, y);
      const place = there.indexOf(element);
      return place >= 0 && there.slice(place).every((below) => own(below, 'contains').call(below, element));
    });
    style.setProperty('pointer-events', value, priority);
    return isLowest;
  };
  const positionOf = (element: PageElement): string => getComputedStyle(element).position;
  const wayOfOuter = (element: PageElement, ways: ReadonlyMap<PageElement, Way>): Way => {
    for (let one = own(element, 'parentElement'); one !== null; one = own(one, 'parentElement')) {
      const way = ways.get(one);
      if (way !== undefined) return way;
    }
    return { x: 0, y: 0 };
  };
  /** Does what has others hold these elements, each of which stays where it was from `origin`, and as large. */
  const keepPlaces = (
    elements: readonly PageElement[],
    origin: { readonly x: number; readonly y: number },
    change: () => void,
  ): void => {
    const found = elements.map((element) => ({ element, before: boxOf(element) }));
    change();
    const isMoved = ({ before, after }: { readonly before: Box; readonly after: Box }): boolean =>
      Math.abs(after.left + scrollX - before.left - origin.x) > 1 ||
      Math.abs(after.top + scrollY - before.top - origin.y) > 1 ||
      Math.abs(after.width - before.width) > 1 ||
      Math.abs(after.height - before.height) > 1;
    const moved = found
      .map(({ element, before }) => ({ element, before, after: boxOf(element) }))
      .filter((one) => isMoved(one) && getComputedStyle(one.element).display !== 'none');
    // All at once: the page would be laid out anew for each of thousands.
    for (const { element, before } of moved) {
      set(element, {
        'box-sizing': 'border-box',
        width: `${before.width}px`,
        height: `${before.height}px`,
        inset: 'auto',
        left: '0',
        top: '0',
      });
    }
    const ways = new Map(
      moved.map(({ element, before }) => {
        const corner = boxOf(element);
        const x = before.left + origin.x - corner.left - scrollX;
        return [element, { x, y: before.top + origin.y - corner.top - scrollY }] as const;
      }),
    );
    for (const [element, { x, y }] of ways) {
      // One within another of these goes along with that.
      const along = wayOfOuter(element, ways);
      set(element, { left: `${x - along.x}px`, top: `${y - along.y}px` });
    }
  };
  const lower = (fixed: readonly PageElement[]): void => {
    const backdrops = new CSSStyleSheet();
    backdrops.replaceSync('::backdrop{position:absolute!important}');
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, backdrops];
    const hidden = new Set(fixed.filter(isUnseen));
    for (const element of fixed) {
      set(element, hidden.has(element) ? { display: 'none' } : { position: 'absolute' });
    }
  };
  /**
   * Has inside of the body what is between it and the edges of the window: what sticks out of it there is seen. False: that
   * cannot be without drawing the body otherwise.
   */
  const widen = (inner: PageElement): boolean => {
    const style = getComputedStyle(inner);
    const before = boxOf(inner);
    if (before.left <= 0 && before.right >= innerWidth) return true;
    const isPainted = ({ backgroundColor, backgroundImage }: typeof style): boolean =>
      backgroundColor !== 'rgba(0, 0, 0, 0)' || backgroundImage !== 'none';
    // Where the root has no ground, the body's is that of all the window.
    const hasGround = isPainted(style) && isPainted(getComputedStyle(root));
    const hasEdges =
      style.boxShadow !== 'none' ||
      Number.parseFloat(style.borderLeftWidth) + Number.parseFloat(style.borderRightWidth) > 0;
    const isInFlow =
      /^(?:static|relative)$/.test(style.position) && /^(?:block|flow-root|flex|grid)$/.test(style.display);
    if (!isInFlow || hasEdges || (hasGround && style.backgroundImage !== 'none')) return false;
    const ground = `linear-gradient(${style.backgroundColor},${style.backgroundColor})`;
    set(inner, {
      ...(before.left > 0 && { 'margin-left': '0' }),
      ...(before.right < innerWidth && { 'margin-right': '0' }),
      width: 'auto',
      'max-width': 'none',
    });
    const after = boxOf(inner);
    const left = before.left - after.left;
    set(inner, {
      'padding-left': `${Number.parseFloat(style.paddingLeft) + left}px`,
      'padding-right': `${Number.parseFloat(style.paddingRight) + after.right - before.right}px`,
      ...(hasGround && { background: `${ground} ${left}px 0/${before.width}px 100% no-repeat` }),
    });
    return true;
  };
  const cutBeside = (inner: PageElement): void => {
    const { position, display, overflowY } = getComputedStyle(inner);
    // Of a root that cuts off nothing itself, the window takes what the body is to do.
    const isOfItself = getComputedStyle(root).overflowX !== 'visible';
    if (!widen(inner)) return;
    set(root, { 'overflow-x': 'hidden' });
    set(inner, {
      'overflow-x': 'clip',
      'overflow-y': isOfItself && /hidden|clip/.test(overflowY) ? 'clip' : 'visible',
      // As what scrolls does, it holds the margins and floats of what is in it.
      ...(isOfItself && display === 'block' && !/visible|clip/.test(overflowY) && { display: 'flow-root' }),
      // It cuts off nothing that it does not hold.
      ...(position === 'static' && { position: 'relative', inset: 'auto', 'z-index': 'auto' }),
    });
  };

  const width = (): number => own(root, 'scrollWidth');
  const all = allIn(document.querySelectorAll('*'));
  const hasFitted = width() <= innerWidth;
  if (!isRepeated) {
    const fixed = all.filter(
      (element) =>
        positionOf(element) === 'fixed' &&
        (own(element, 'offsetParent') ?? null) === null &&
        !isGround(element),
    );
    keepPlaces(fixed, { x: 0, y: 0 }, () => lower(fixed));
  }
  // What of a bar lies beside the window nobody could scroll to either, nor to the right of what is written from there.
  const isOut = (): boolean =>
    width() > innerWidth || (isFromRight && all.some((element) => boxOf(element).right > innerWidth + 1));
  if (body !== null && (isCut || (hasFitted && isOut()))) {
    const placed = all.filter((element) => positionOf(element) === 'absolute');
    keepPlaces(placed, { x: scrollX, y: scrollY }, () => cutBeside(body));
  }
};
