import type { Box } from './box.ts';
import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself. Only what it needs of the DOM is declared.
interface PageElement {
  readonly scrollWidth: number;
  readonly clientWidth: number;
  getBoundingClientRect(): Box;
  readonly style: { setProperty(name: string, value: string, priority: 'important'): void };
}
declare const own: Own;
declare const document: {
  readonly documentElement: PageElement;
  readonly body: PageElement | null;
};
declare const innerWidth: number;
declare const scrollX: number;
declare const getComputedStyle: (element: PageElement) => {
  readonly overflowX: string;
  readonly writingMode: string;
  readonly direction: string;
};

/** How wide a document is on paper. */
interface WidthOnPaper {
  /**
   * CSS pixels that a sheet has to have for all of it, as far as it can be scrolled; 0 where none need be that wide: what nobody
   * can scroll to, neither in the window nor in what was opened for the sheets, and lines that stand upright, which go on on the
   * next sheet.
   */
  readonly width: number;
  /** The page cuts off what lies beside its window. */
  readonly isCut: boolean;
}

/** Measures a document for paper. One that is written from right to left is made ready for that. */
export const widthOnPaper = (): WidthOnPaper => {
  const { documentElement: root, body } = document;
  const { direction, writingMode } = getComputedStyle(body ?? root);
  if (writingMode !== 'horizontal-tb') return { width: 0, isCut: false };
  // At any scale but 1 Chromium prints beside the paper what is so from its root on; from its body on it may be.
  if (direction === 'rtl' && body !== null) {
    own(body, 'style').setProperty('direction', 'rtl', 'important');
    own(root, 'style').setProperty('direction', 'ltr', 'important');
  }
  const roots = [root, body].filter((one) => one !== null);
  const isCut = roots.some((root) => /hidden|clip/.test(getComputedStyle(root).overflowX));
  if (!isCut) return { width: Math.max(...roots.map((root) => own(root, 'scrollWidth'))), isCut };
  const { snapstackOpened: opened } = globalThis as unknown as {
    readonly snapstackOpened?: ReadonlyMap<PageElement, unknown>;
  };
  const reachOf = (scroller: PageElement): number => {
    const inside = own(scroller, 'scrollWidth');
    const isScrolled = getComputedStyle(scroller).overflowX === 'visible';
    if (!isScrolled || inside <= own(scroller, 'clientWidth')) return 0;
    const { left, right } = own(scroller, 'getBoundingClientRect').call(scroller);
    return inside + (direction === 'rtl' ? innerWidth - right : left + scrollX);
  };
  return { width: Math.max(0, ...[...(opened?.keys() ?? [])].map(reachOf)), isCut };
};
