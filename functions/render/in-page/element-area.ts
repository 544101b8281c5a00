import type { Area } from '../area.ts';
import type { Box } from './box.ts';
import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself.
interface PageElement {
  readonly parentElement: PageElement | null;
  readonly shadowRoot: Root | null;
  readonly contentDocument?: Root | null;
  readonly clientHeight: number;
  readonly clientWidth: number;
  readonly clientLeft: number;
  readonly clientTop: number;
  readonly style: { setProperty(name: string, value: string, priority: string): void };
  getRootNode(): Root;
  getBoundingClientRect(): Box;
  scrollIntoView(options: { readonly block: 'start'; readonly behavior: 'instant' }): void;
}
interface Root {
  /** Of a shadow root. */
  readonly host?: PageElement;
  readonly defaultView?: { readonly frameElement: PageElement | null } | null;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
}
declare const own: Own;
declare const document: Root & { readonly documentElement: PageElement; readonly body: PageElement };
declare const getComputedStyle: (element: PageElement) => {
  readonly overflowX: string;
  readonly overflowY: string;
};
declare const scrollTo: (options: {
  readonly left: number;
  readonly top: number;
  readonly behavior: 'instant';
}) => void;
declare const scrollX: number;
declare const scrollY: number;

/**
 * The area of the first element that matches, in the document, or else in an open shadow root or a frame of the same
 * origin. What scrolls around it is opened where it would cut the element off. Undefined: nothing matches, or it has no
 * area. `isScrolled`: the caller chose where the page is scrolled to, so it stays there.
 */
export const elementArea = (selector: string, isScrolled: boolean): Area | undefined => {
  const boxOf = (element: PageElement): Box => own(element, 'getBoundingClientRect').call(element);
  const rootOf = (element: PageElement): Root => own(element, 'getRootNode').call(element);
  const find = (root: Root): PageElement | undefined => {
    const first = root.querySelector(selector);
    if (first !== null) return first;
    for (const element of root.querySelectorAll('*')) {
      let inner: Root | null | undefined = own(element, 'shadowRoot');
      try {
        inner ??= own(element, 'contentDocument');
      } catch {
        // Another origin's.
      }
      const found = inner ? find(inner) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  };
  let element: PageElement | undefined;
  try {
    element = find(document);
  } catch {
    // No selector that this browser knows matches nothing.
  }
  if (element === undefined) return undefined;
  const outer = (one: PageElement): PageElement | null =>
    own(one, 'parentElement') ?? rootOf(one).host ?? null;
  const open = (one: PageElement): void => {
    const { width, height } = boxOf(one);
    // Each that is opened has the page laid out anew.
    const most = 100;
    let opened = 0;
    for (let around = outer(one); around !== null; around = outer(around)) {
      if (around === document.documentElement || around === document.body || opened === most) break;
      const { overflowX, overflowY } = getComputedStyle(around);
      const cutsOff = overflowX !== 'visible' || overflowY !== 'visible';
      if (!cutsOff || (height <= own(around, 'clientHeight') && width <= own(around, 'clientWidth')))
        continue;
      opened += 1;
      for (const [name, value] of [
        ['overflow', 'visible'],
        ['height', 'auto'],
        ['max-height', 'none'],
        ['contain', 'none'],
      ] as const) {
        own(around, 'style').setProperty(name, value, 'important');
      }
    }
  };
  open(element);
  const [left, top] = [scrollX, scrollY];
  own(element, 'scrollIntoView').call(element, { block: 'start', behavior: 'instant' });
  // Back to where the caller wants the page, or to where nothing that is fixed to the window lies on it.
  scrollTo({ left: isScrolled ? left : 0, top: isScrolled ? top : 0, behavior: 'instant' });
  const box = boxOf(element);
  let [x, y] = [box.left + scrollX, box.top + scrollY];
  let frame = rootOf(element).defaultView?.frameElement ?? undefined;
  while (frame !== undefined) {
    const at = frame.getBoundingClientRect();
    x += at.left + frame.clientLeft;
    y += at.top + frame.clientTop;
    frame = rootOf(frame).defaultView?.frameElement ?? undefined;
  }
  return box.width > 0 && box.height > 0 ? { x, y, width: box.width, height: box.height } : undefined;
};
