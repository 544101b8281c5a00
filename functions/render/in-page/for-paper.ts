import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself. Only what it needs of the DOM is declared.
interface PageElement {
  readonly scrollWidth: number;
  readonly style: { setProperty(name: string, value: string, priority: 'important'): void };
}
declare const own: Own;
declare const document: {
  readonly documentElement: PageElement;
  readonly body: PageElement | null;
  adoptedStyleSheets: readonly unknown[];
  querySelectorAll(selector: string): Iterable<PageElement>;
};
declare const CSSStyleSheet: new () => { replaceSync(text: string): void };
declare const getComputedStyle: (element: PageElement) => {
  readonly position: string;
  readonly overflowX: string;
  readonly writingMode: string;
  readonly direction: string;
};

/**
 * Makes the document ready for sheets of paper: `pageRule` is added to its style, and unless `repeatsFixed`, what stands
 * still on a screen stands on the first sheet alone; printing would repeat it on every sheet, over the text. Answers how
 * wide the document is, in CSS pixels, as far as it can be scrolled; 0 where no sheet need be that wide: what nobody can
 * scroll to, and lines that stand upright, which go on on the next sheet.
 */
export const forPaper = (pageRule: string, repeatsFixed: boolean): number => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(pageRule);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  if (!repeatsFixed) {
    const fixed = [...document.querySelectorAll('*')].filter(
      (element) => getComputedStyle(element).position === 'fixed',
    );
    for (const element of fixed) own(element, 'style').setProperty('position', 'absolute', 'important');
  }
  const { documentElement: root, body } = document;
  const { direction, writingMode } = getComputedStyle(body ?? root);
  if (writingMode !== 'horizontal-tb') return 0;
  // At any scale but 1 Chromium prints beside the paper what is so from its root on; from its body on it may be.
  if (direction === 'rtl' && body !== null) {
    own(body, 'style').setProperty('direction', 'rtl', 'important');
    own(root, 'style').setProperty('direction', 'ltr', 'important');
  }
  const roots = [root, body].filter((one) => one !== null);
  const isCut = roots.some((root) => /hidden|clip/.test(getComputedStyle(root).overflowX));
  return isCut ? 0 : Math.max(...roots.map((root) => own(root, 'scrollWidth')));
};
