import type { AllIn } from './all-in.ts';
import type { Box } from './box.ts';
import type { Own } from './own.ts';
import type { Style } from './style.ts';

// Runs in the page, so it may use nothing from outside itself. Only what it needs of the DOM is declared.
interface PageElement {
  readonly localName: string;
  readonly scrollWidth: number;
  readonly scrollHeight: number;
  readonly clientWidth: number;
  readonly clientHeight: number;
  readonly textContent: string;
  readonly children: Iterable<PageElement>;
  readonly parentElement: PageElement | null;
  readonly shadowRoot: { querySelectorAll(selector: string): Iterable<PageElement> } | null;
  /** Elements of no known kind have none. */
  readonly style?: Style;
  checkVisibility(options: { readonly opacityProperty: true; readonly visibilityProperty: true }): boolean;
  getBoundingClientRect(): Box;
  querySelectorAll(selector: string): Iterable<PageElement>;
}
declare const own: Own;
declare const allIn: AllIn;
declare const innerWidth: number;
declare const innerHeight: number;
declare const document: {
  readonly documentElement: PageElement;
  readonly body: PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
};
declare const getComputedStyle: (element: PageElement) => {
  readonly overflowX: string;
  readonly position: string;
  readonly display: string;
  readonly whiteSpace: string;
  readonly fontSize: string;
  readonly scrollSnapType: string;
  readonly zoom: string;
};

/**
 * Shows on paper what a part of the page shows only to those who scroll it sideways: lines of code and in tables are broken, and
 * tables and the like are made smaller, as far as they can be read, for `ms` milliseconds at most. Everything else stays as it
 * is. Tells whether a part is left that hides much.
 */
export const layOpenSideways = (ms: number): boolean => {
  const until = performance.now() + ms;
  // Letters of 12 points become 5.
  const [smallest, mostTries] = [0.4, 3];
  const boxOf = (element: PageElement): Box => own(element, 'getBoundingClientRect').call(element);
  const inside = (element: PageElement, selector: string): readonly PageElement[] => [
    ...own(element, 'querySelectorAll').call(element, selector),
  ];
  const hiddenIn = (element: PageElement): number =>
    own(element, 'scrollWidth') - own(element, 'clientWidth');
  const isWhole = (element: PageElement): boolean => hiddenIn(element) <= 1;
  const hiddenBelow = (element: PageElement): number =>
    own(element, 'scrollHeight') - own(element, 'clientHeight');
  const changes: (() => void)[] = [];
  const set = (element: PageElement, name: string, value: string): void => {
    const style = own(element, 'style');
    if (style === undefined) return;
    const [was, priority] = [style.getPropertyValue(name), style.getPropertyPriority(name)];
    changes.push(() => style.setProperty(name, was, priority));
    style.setProperty(name, value, 'important');
  };
  const undo = (): void => {
    for (const change of changes.splice(0).reverse()) change();
  };
  const isScrolled = (element: PageElement): boolean =>
    element !== document.documentElement &&
    element !== document.body &&
    own(element, 'clientWidth') > 0 &&
    !isWhole(element) &&
    /^(?:auto|scroll)$/.test(getComputedStyle(element).overflowX) &&
    !/^(?:textarea|select)$/.test(own(element, 'localName')) &&
    own(element, 'checkVisibility').call(element, { opacityProperty: true, visibilityProperty: true });

  /** Numbers of lines that stand beside the lines, all in one, would stand beside others once these are broken. */
  const isGutter = (beside: PageElement, lines: PageElement): boolean =>
    /^[\s\d]+$/.test(own(beside, 'textContent')) &&
    boxOf(beside).height > Number.parseFloat(getComputedStyle(lines).fontSize) * 2.5;
  const isNumbered = (lines: PageElement): boolean => {
    const { height } = boxOf(lines);
    const overlaid = inside(lines, '*').some(
      (element) => getComputedStyle(element).position === 'absolute' && boxOf(element).height > height * 0.8,
    );
    let [inner, isBeside]: [PageElement, boolean] = [lines, false];
    // A cell and its row at the most are around the lines.
    for (let level = 0; level < 3 && !isBeside; level += 1) {
      const outer = own(inner, 'parentElement');
      if (outer === null) break;
      const within = inner;
      isBeside = [...own(outer, 'children')].some((one) => one !== within && isGutter(one, lines));
      inner = outer;
    }
    return overlaid || isBeside;
  };
  const breakLines = (scroller: PageElement): void => {
    const before = hiddenBelow(scroller);
    const unbroken = (how: string, within: readonly PageElement[]) =>
      within.filter((element) => getComputedStyle(element).whiteSpace === how);
    const lines = unbroken('pre', [scroller, ...inside(scroller, '*')]);
    const all = new Set(lines);
    // Each word of them may be an element, of which the same holds.
    const outermost = lines.filter((one) => {
      const outer = own(one, 'parentElement');
      return outer === null || !all.has(outer);
    });
    for (const element of outermost.some(isNumbered) ? [] : lines) {
      set(element, 'white-space', 'pre-wrap');
      set(element, 'overflow-wrap', 'anywhere');
    }
    for (const element of unbroken('nowrap', inside(scroller, 'td,th,td *,th *'))) {
      set(element, 'white-space', 'normal');
    }
    // The last of them would be cut off instead.
    if (hiddenBelow(scroller) > Math.max(1, before)) undo();
    changes.splice(0);
  };

  /** Its parts are shown one after the other, as pictures are: at least one of them is beside what is seen. */
  const isCarousel = (scroller: PageElement): boolean => {
    if (getComputedStyle(scroller).scrollSnapType !== 'none') return true;
    const { left, right } = boxOf(scroller);
    return [...own(scroller, 'children')].some((part) => {
      const box = boxOf(part);
      const isBeside = box.width > 0 && (box.left >= right - 1 || box.right <= left + 1);
      return isBeside && !getComputedStyle(part).display.startsWith('inline');
    });
  };
  /**
   * A script has it scroll together with another, as the rows of a grid do with their heads, which would no longer be above them.
   */
  const isPaired = (scroller: PageElement): boolean => {
    const outer = own(scroller, 'parentElement');
    return [...(outer === null ? [] : own(outer, 'children'))].some(
      (other) =>
        other !== scroller && hiddenIn(other) > 1 && /hidden|clip/.test(getComputedStyle(other).overflowX),
    );
  };
  const isText = (scroller: PageElement): boolean =>
    [scroller, ...inside(scroller, '*')].some(
      (element) =>
        /^(?:table|math)$/.test(own(element, 'localName')) || getComputedStyle(element).whiteSpace === 'pre',
    );
  const makeSmaller = (scroller: PageElement): void => {
    const first = Number.parseFloat(getComputedStyle(scroller).zoom) || 1;
    let share = 1;
    for (let tries = 0; tries < mostTries && !isWhole(scroller); tries += 1) {
      share *= (own(scroller, 'clientWidth') - 1) / own(scroller, 'scrollWidth');
      if (share < smallest) break;
      set(scroller, 'zoom', String(first * share));
    }
    if (!isWhole(scroller)) undo();
    changes.splice(0);
  };

  const scrollers = allIn(document.querySelectorAll('*')).filter(isScrolled);
  for (const scroller of scrollers) {
    if (performance.now() > until) break;
    if (!isText(scroller) || isCarousel(scroller) || isPaired(scroller)) continue;
    breakLines(scroller);
    if (!isWhole(scroller)) makeSmaller(scroller);
  }
  return scrollers.some((scroller) => {
    const { width, height } = boxOf(scroller);
    const hidesMuch = hiddenIn(scroller) >= own(scroller, 'clientWidth') / 5;
    return hidesMuch && width * height >= (innerWidth * innerHeight) / 40;
  });
};
