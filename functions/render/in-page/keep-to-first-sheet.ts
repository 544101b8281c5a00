import type { Box } from './box.ts';
import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself. Only what it needs of the DOM is declared.
interface PageElement {
  readonly shadowRoot: Root | null;
  /** Null for what is fixed to the window, and not to an element around it that has a transform or the like; SVG has none. */
  readonly offsetParent?: PageElement | null;
  readonly style: { setProperty(name: string, value: string, priority: 'important'): void };
  getBoundingClientRect(): Box;
  querySelectorAll(selector: string): Iterable<PageElement>;
}
interface Root {
  adoptedStyleSheets: readonly unknown[];
  querySelectorAll(selector: string): Iterable<PageElement>;
}
declare const own: Own;
declare const document: Root & { readonly body: PageElement | null };
declare const CSSStyleSheet: new () => { replaceSync(text: string): void };
declare const getComputedStyle: (element: PageElement) => {
  readonly position: string;
  readonly direction: string;
};
declare const innerWidth: number;
declare const innerHeight: number;
declare const scrollX: number;
declare const scrollY: number;

/**
 * Has what stands still on a screen stand on the first sheet alone, where it stands in the window: printing would repeat it on
 * every sheet, over the text. What waits beside the window or below it, as a closed drawer does, is seen by nobody and goes: it
 * would make the document wider, or stand on the next sheet.
 */
export const keepToFirstSheet = (): void => {
  const backdrops = new CSSStyleSheet();
  backdrops.replaceSync('::backdrop{position:absolute!important}');
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, backdrops];
  const { body } = document;
  const isFromRight = body !== null && getComputedStyle(body).direction === 'rtl';
  const withAll = (elements: Iterable<PageElement>): readonly PageElement[] =>
    [...elements].flatMap((element) => {
      const inner = own(element, 'shadowRoot');
      return inner === null ? [element] : [element, ...withAll(inner.querySelectorAll('*'))];
    });
  const boxOf = (element: PageElement): Box => own(element, 'getBoundingClientRect').call(element);
  const hasArea = ({ width, height }: Box): boolean => width * height > 0;
  const isInWindow = ({ left, top, right, bottom }: Box): boolean =>
    right > 1 && bottom > 1 && left < innerWidth - 1 && top < innerHeight - 1;
  /** To the other sides nothing is printed. */
  const isBeyond = ({ left, right, top }: Box): boolean =>
    top >= innerHeight - 1 || (isFromRight ? right <= 1 : left >= innerWidth - 1);
  const isUnseen = (element: PageElement): boolean => {
    const inside = own(element, 'querySelectorAll').call(element, '*');
    // What has no area may be what others are drawn with, as a gradient is.
    const boxes = withAll([element]).concat(withAll(inside)).map(boxOf).filter(hasArea);
    return boxes.some(isBeyond) && !boxes.some(isInWindow);
  };
  const set = (element: PageElement, style: Readonly<Record<string, string>>) => {
    for (const [name, value] of Object.entries(style)) {
      own(element, 'style').setProperty(name, value, 'important');
    }
  };
  const fixed = withAll(document.querySelectorAll('*')).filter(
    (element) =>
      getComputedStyle(element).position === 'fixed' && (own(element, 'offsetParent') ?? null) === null,
  );
  const found = fixed.map((element) => ({
    element,
    before: boxOf(element),
    isHidden: isUnseen(element),
  }));
  for (const { element, isHidden } of found) {
    set(element, isHidden ? { display: 'none' } : { position: 'absolute' });
  }
  // Held by something else than the window now, it may be elsewhere or of another size.
  for (const { element, before, isHidden } of found) {
    const after = boxOf(element);
    const isMoved =
      Math.abs(after.left + scrollX - before.left) > 1 ||
      Math.abs(after.top + scrollY - before.top) > 1 ||
      Math.abs(after.width - before.width) > 1 ||
      Math.abs(after.height - before.height) > 1;
    if (isHidden || !isMoved) continue;
    set(element, {
      'box-sizing': 'border-box',
      width: `${before.width}px`,
      height: `${before.height}px`,
      inset: 'auto',
      left: '0',
      top: '0',
    });
    const corner = boxOf(element);
    set(element, {
      left: `${before.left - corner.left - scrollX}px`,
      top: `${before.top - corner.top - scrollY}px`,
    });
  }
};
