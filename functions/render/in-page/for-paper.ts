import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself. Only what it needs of the DOM is declared.
interface PageElement {
  readonly scrollWidth: number;
  getBoundingClientRect(): { readonly left: number };
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
  readonly marginLeft: string;
  readonly background: string;
  readonly backgroundColor: string;
  readonly backgroundImage: string;
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
  /**
   * Chromium prints a document of lines from right to left beside the paper, at any scale but 1: it puts the sheet's right
   * edge where that would be at 1. It takes the direction from the body, unless that is contained; the text keeps its own.
   */
  const printFromLeft = (root: PageElement, body: PageElement | null): void => {
    if (body === null) return;
    const set = (one: PageElement, styles: Readonly<Record<string, string>>) => {
      for (const [name, value] of Object.entries(styles))
        own(one, 'style').setProperty(name, value, 'important');
    };
    const ground = getComputedStyle(root);
    const hasGround = ground.backgroundImage !== 'none' || !/^rgba\(.*, 0\)$/.test(ground.backgroundColor);
    // A body that is contained no longer gives the paper its ground.
    if (!hasGround) {
      set(root, { background: getComputedStyle(body).background });
      set(body, { background: 'none' });
    }
    const leftOf = (one: PageElement) => own(one, 'getBoundingClientRect').call(one).left;
    // One that is narrower than the sheet stands at its right, whatever its left margin.
    const isAtRight = leftOf(body) - leftOf(root) > Number.parseFloat(getComputedStyle(body).marginLeft) + 1;
    set(root, { direction: 'ltr' });
    set(body, { direction: 'rtl', contain: 'style', ...(isAtRight ? { 'margin-left': 'auto' } : {}) });
  };
  const { documentElement: root, body } = document;
  const { direction, writingMode } = getComputedStyle(body ?? root);
  if (writingMode !== 'horizontal-tb') return 0;
  if (direction === 'rtl') printFromLeft(root, body);
  const roots = [root, body].filter((one) => one !== null);
  const isCut = roots.some((root) => /hidden|clip/.test(getComputedStyle(root).overflowX));
  return isCut ? 0 : Math.max(...roots.map((root) => own(root, 'scrollWidth')));
};
