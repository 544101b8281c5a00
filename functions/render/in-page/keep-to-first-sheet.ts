import type { Box } from './box.ts';
import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself. Only what it needs of the DOM is declared.
interface PageElement {
  readonly shadowRoot: Root | null;
  readonly style: { setProperty(name: string, value: string, priority: 'important'): void };
  getBoundingClientRect(): Box;
  querySelectorAll(selector: string): Iterable<PageElement>;
}
interface Sheet {
  replaceSync(text: string): void;
}
interface Root {
  adoptedStyleSheets: readonly unknown[];
  querySelectorAll(selector: string): Iterable<PageElement>;
}
declare const own: Own;
declare const document: Root;
declare const CSSStyleSheet: new () => Sheet;
declare const getComputedStyle: (element: PageElement) => { readonly position: string };
declare const innerWidth: number;
declare const innerHeight: number;
declare const scrollX: number;
declare const scrollY: number;

/**
 * Has what stands still on a screen stand on the first sheet alone, where it stands in the window: printing would repeat it on
 * every sheet, over the text. What waits outside the window, as a closed drawer does, is seen by nobody and goes: it would make
 * the document wider, or stand on the next sheet.
 */
export const keepToFirstSheet = (): void => {
  const backdrops = new CSSStyleSheet();
  backdrops.replaceSync('::backdrop{position:absolute!important}');
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, backdrops];
  const within = (root: Pick<Root, 'querySelectorAll'>): readonly PageElement[] =>
    [...root.querySelectorAll('*')].flatMap((element) => {
      const inner = own(element, 'shadowRoot');
      return inner === null ? [element] : [element, ...within(inner)];
    });
  const boxOf = (element: PageElement): Box => own(element, 'getBoundingClientRect').call(element);
  const isInWindow = (element: PageElement): boolean => {
    const { left, top, right, bottom, width, height } = boxOf(element);
    return width * height > 0 && right > 1 && bottom > 1 && left < innerWidth - 1 && top < innerHeight - 1;
  };
  const insideOf = (element: PageElement): readonly PageElement[] => {
    const inner = own(element, 'shadowRoot');
    return [
      ...within({ querySelectorAll: (selector) => own(element, 'querySelectorAll').call(element, selector) }),
      ...(inner === null ? [] : within(inner)),
    ];
  };
  const set = (element: PageElement, style: Readonly<Record<string, string>>) => {
    for (const [name, value] of Object.entries(style))
      own(element, 'style').setProperty(name, value, 'important');
  };
  const fixed = within(document).filter((element) => getComputedStyle(element).position === 'fixed');
  const hidden = fixed.filter((element) => !isInWindow(element) && !insideOf(element).some(isInWindow));
  const seen = fixed
    .filter((element) => !hidden.includes(element))
    .map((element) => ({ element, before: boxOf(element) }));
  for (const element of hidden) set(element, { display: 'none' });
  for (const { element } of seen) set(element, { position: 'absolute' });
  // Held by something else than the window now, it may be elsewhere or of another size.
  for (const { element, before } of seen) {
    const after = boxOf(element);
    const isMoved = (one: Box): boolean =>
      Math.abs(one.left + scrollX - before.left) > 1 || Math.abs(one.top + scrollY - before.top) > 1;
    const isResized = Math.abs(after.width - before.width) > 1 || Math.abs(after.height - before.height) > 1;
    if (!isMoved(after) && !isResized) continue;
    if (isResized) {
      set(element, { 'box-sizing': 'border-box', width: `${before.width}px`, height: `${before.height}px` });
    }
    set(element, { inset: 'auto', left: '0', top: '0' });
    const corner = boxOf(element);
    set(element, {
      left: `${before.left - corner.left - scrollX}px`,
      top: `${before.top - corner.top - scrollY}px`,
    });
  }
};
