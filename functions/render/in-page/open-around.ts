import type { Box } from './box.ts';
import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself, and after findElement.
interface PageElement {
  readonly contentDocument?: PageDocument | null;
  readonly ownerDocument: PageDocument;
  readonly clientHeight: number;
  readonly clientWidth: number;
  readonly scrollHeight: number;
  readonly scrollWidth: number;
  readonly style: { setProperty(name: string, value: string, priority: string): void };
  getBoundingClientRect(): Box;
}
interface PageDocument {
  readonly documentElement: PageElement;
  readonly body: PageElement | null;
  readonly scrollingElement: PageElement | null;
}
declare const own: Own;
declare const getComputedStyle: (element: PageElement) => {
  readonly overflowX: string;
  readonly overflowY: string;
  readonly minHeight: string;
  readonly paddingLeft: string;
  readonly paddingRight: string;
  readonly paddingTop: string;
  readonly paddingBottom: string;
};

/**
 * Opens what would cut `snapstackElement` off: what scrolls, and is lower or narrower than the element, becomes as high as
 * what it holds, and so does a frame, at most `mostHeight` CSS pixels.
 */
export const openAround = (mostHeight: number): void => {
  const { snapstackElement: element, snapstackAround: around } = globalThis as unknown as {
    snapstackElement: PageElement;
    snapstackAround: readonly PageElement[];
  };
  const { width, height } = own(element, 'getBoundingClientRect').call(element);
  const set = (one: PageElement, styles: Readonly<Record<string, string>>): void => {
    const style = own(one, 'style');
    for (const [name, value] of Object.entries(styles)) style.setProperty(name, value, 'important');
  };
  const openFrame = (frame: PageElement, inner: PageDocument): boolean => {
    const { paddingLeft, paddingRight, paddingTop, paddingBottom } = getComputedStyle(frame);
    const inside = {
      width: own(frame, 'clientWidth') - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight),
      height: own(frame, 'clientHeight') - Number.parseFloat(paddingTop) - Number.parseFloat(paddingBottom),
    };
    if (height <= inside.height && width <= inside.width) return false;
    const root = own(inner, 'scrollingElement') ?? own(inner, 'documentElement');
    const most = Math.min(mostHeight, own(root, 'scrollHeight'));
    set(frame, {
      'box-sizing': 'content-box',
      height: `${height > inside.height ? most : inside.height}px`,
      width: `${width > inside.width ? own(root, 'scrollWidth') : inside.width}px`,
      'max-height': 'none',
      'max-width': 'none',
    });
    return true;
  };
  /** What a root says of overflow is said of the window; what a body says too, unless its root says something itself. */
  const isOfWindow = (one: PageElement): boolean => {
    const document = own(one, 'ownerDocument');
    const root = own(document, 'documentElement');
    if (one === root) return true;
    if (one !== own(document, 'body')) return false;
    const { overflowX, overflowY } = getComputedStyle(root);
    return overflowX === 'visible' && overflowY === 'visible';
  };
  const openBox = (one: PageElement): boolean => {
    if (height <= own(one, 'clientHeight') && width <= own(one, 'clientWidth')) return false;
    const { overflowX, overflowY, minHeight } = getComputedStyle(one);
    if ((overflowX === 'visible' && overflowY === 'visible') || isOfWindow(one)) return false;
    set(one, { overflow: 'visible', height: 'auto', 'max-height': 'none', contain: 'none' });
    // One that fills what is left of a window would leave its height to what stands below it.
    if (minHeight === '0px' || minHeight === 'auto') set(one, { 'min-height': 'fit-content' });
    return true;
  };
  // Each that is opened has the page laid out anew.
  let left = 100;
  for (const one of around) {
    const inner = own(one, 'contentDocument');
    const isOpened = inner ? openFrame(one, inner) : openBox(one);
    if (isOpened) left -= 1;
    if (left === 0) break;
  }
};
