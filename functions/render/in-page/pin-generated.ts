import type { Box } from './box.ts';
import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself. Only what it needs of the DOM is declared.
interface PageElement {
  readonly shadowRoot: Root | null;
  readonly style: { cssText: string };
  append(child: PageElement): void;
  remove(): void;
  setAttribute(name: string, value: string): void;
  getBoundingClientRect(): Box;
}
interface Root {
  adoptedStyleSheets: readonly unknown[];
  querySelectorAll(selector: '*'): Iterable<PageElement>;
}
declare const own: Own;
declare const document: Root & { createElement(name: 'i'): PageElement };
declare const CSSStyleSheet: new () => { replaceSync(text: string): void };
declare const getComputedStyle: (
  element: PageElement,
  part: '::before' | '::after',
) => {
  readonly position: string;
  readonly content: string;
  readonly left: string;
  readonly top: string;
  readonly width: string;
  readonly height: string;
};
declare const innerWidth: number;
declare const innerHeight: number;
declare const scrollX: number;
declare const scrollY: number;

/**
 * Has what styles put before or after the content of an element, and fix to the window, stand on the first sheet alone, where it
 * stands in the window: printing would repeat it over the text. What is as large as the window is the ground of every sheet.
 */
export const pinGenerated = (): void => {
  const pixels = (value: string): number => Number.parseFloat(value);
  /** Where the corner is that `position` is counted from, in the window: nobody says so of what is not in the document. */
  const cornerFor = (element: PageElement, position: 'absolute' | 'fixed'): Box => {
    const probe = document.createElement('i');
    own(probe, 'style').cssText =
      `all:initial!important;position:${position}!important;left:0!important;top:0!important`;
    own(element, 'append').call(element, probe);
    const corner = own(probe, 'getBoundingClientRect').call(probe);
    own(probe, 'remove').call(probe);
    return corner;
  };
  const ruleFor = (element: PageElement, part: '::before' | '::after'): string | undefined => {
    const { position, content, left, top, width, height } = getComputedStyle(element, part);
    if (position !== 'fixed' || content === 'none') return undefined;
    const box = { left: pixels(left), top: pixels(top), width: pixels(width), height: pixels(height) };
    if (box.width >= innerWidth - 1 && box.height >= innerHeight - 1) return undefined;
    const origin = cornerFor(element, 'fixed');
    // It is fixed to an element around it that has a transform or the like.
    if (Math.abs(origin.left) > 1 || Math.abs(origin.top) > 1) return undefined;
    if (box.left >= innerWidth - 1 || box.top >= innerHeight - 1) return 'display:none!important';
    const corner = cornerFor(element, 'absolute');
    const place = {
      position: 'absolute',
      inset: 'auto',
      left: `${box.left - corner.left - scrollX}px`,
      top: `${box.top - corner.top - scrollY}px`,
      width,
      height,
    };
    return Object.entries(place)
      .map(([name, value]) => `${name}:${value}!important`)
      .join(';');
  };
  let marks = 0;
  const pinIn = (root: Root): void => {
    const rules: string[] = [];
    for (const element of root.querySelectorAll('*')) {
      const inner = own(element, 'shadowRoot');
      if (inner !== null) pinIn(inner);
      for (const part of ['::before', '::after'] as const) {
        const rule = ruleFor(element, part);
        if (rule === undefined) continue;
        marks += 1;
        const name = `data-snapstack-pinned-${marks}`;
        own(element, 'setAttribute').call(element, name, '');
        rules.push(`[${name}]${part}{${rule}}`);
      }
    }
    if (rules.length === 0) return;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules.join(''));
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  };
  pinIn(document);
};
