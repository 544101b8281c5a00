import type { Box } from './box.ts';
import type { Own } from './own.ts';
import type { Style } from './style.ts';

// Runs in the page, so it may use nothing from outside itself. What it leaves in the isolated world is for the others.
interface PageElement {
  readonly scrollHeight: number;
  readonly clientHeight: number;
  readonly localName: string;
  readonly children: Iterable<PageElement>;
  readonly parentElement: PageElement | null;
  readonly assignedSlot: PageElement | null;
  readonly style: Style;
  /** Of a slot. */
  assignedElements?(): Iterable<PageElement>;
  getRootNode(): { readonly host?: PageElement };
  getBoundingClientRect(): Box;
  computedStyleMap(): { get(name: string): unknown };
}
interface Change {
  readonly style: Style;
  readonly name: string;
  readonly value: string;
  readonly priority: string;
}
/** How much of itself a scroller showed before, and the parts of it that were as high as that. */
interface Opened {
  readonly shown: number;
  readonly filling: readonly Part[];
}
interface Part {
  readonly element: PageElement;
  /** Its height as it was computed, in CSS. */
  readonly was: string;
}
declare const own: Own;
declare const document: {
  readonly scrollingElement: PageElement | null;
  readonly documentElement: PageElement;
  readonly body: PageElement | null;
};
declare const getComputedStyle: (element: PageElement) => {
  readonly display: string;
  readonly position: string;
  readonly height: string;
  readonly overflowX: string;
  readonly overflowY: string;
  readonly flexDirection: string;
  readonly gridTemplateRows: string;
  readonly perspective: string;
  readonly perspectiveOrigin: string;
  readonly transform: string;
  readonly transformStyle: string;
};
declare const scrollY: number;
declare const dispatchEvent: (event: object) => boolean;
declare const Event: new (type: string) => object;

/** What came of opening what scrolls. */
export interface Opening {
  /** Whether anything is higher than it was. */
  readonly hasGrown: boolean;
  /** CSS pixels that stay hidden because the document would be higher than asked for. */
  readonly rest: number;
  /** Whether something could not be opened, and is as it was. */
  readonly isClosed: boolean;
}

/**
 * Makes what `findScroller` found as high as what it holds, and what is around it as much higher as that takes, to a
 * document of `most` CSS pixels. The window stays, and with it all that is as high as that; so do the parts that are a share
 * of what the scroller shows. `forPaper`: nothing is left that cuts off or stands still, since sheets end in the middle.
 */
export const openScrollers = (most: number, forPaper: boolean): Opening => {
  const world = globalThis as unknown as {
    readonly snapstackScrollers?: readonly PageElement[];
    snapstackOpened?: Map<PageElement, Opened>;
  };
  world.snapstackOpened ??= new Map();
  const opened = world.snapstackOpened;
  const [least, mostAround, mostGrown, mostInside] = [20, 200, 100, 300];
  const { documentElement, body } = document;
  const documentHeight = () => own(document.scrollingElement ?? documentElement, 'scrollHeight');
  const boxOf = (element: PageElement) => own(element, 'getBoundingClientRect').call(element);
  // Of an old page's body, the browser tells how high the window is.
  const shownIn = (element: PageElement) =>
    element === body ? Math.round(boxOf(element).height) : own(element, 'clientHeight');
  const hiddenIn = (element: PageElement) => own(element, 'scrollHeight') - shownIn(element);
  const changes: Change[] = [];
  const set = (element: PageElement, name: string, value: string): void => {
    const style = own(element, 'style');
    const [was, priority] = [style.getPropertyValue(name), style.getPropertyPriority(name)];
    changes.push({ style, name, value: was, priority });
    style.setProperty(name, value, 'important');
  };
  const undo = (): void => {
    for (const { style, name, value, priority } of changes.splice(0).reverse()) {
      style.setProperty(name, value, priority);
    }
  };
  // The least height outdoes the height, the greatest one, and what a flexible box or a script has to say of either.
  const grow = (element: PageElement, by: number): void => {
    const { height, display } = getComputedStyle(element);
    const grown = `${Number.parseFloat(height) + by}px`;
    set(element, 'transition', 'none');
    set(element, 'min-height', grown);
    if (display.startsWith('table')) set(element, 'height', grown);
  };
  const insideOf = (scroller: PageElement): PageElement[] => {
    const inside: PageElement[] = [];
    for (const child of own(scroller, 'children')) {
      const isSlot = own(child, 'localName') === 'slot';
      inside.push(...(isSlot ? (own(child, 'assignedElements')?.call(child) ?? []) : [child]));
      if (inside.length >= mostInside) break;
    }
    return inside;
  };
  /** What is laid over it and holds more than it is high: by its size, a list is told how much to draw. */
  const isViewport = (element: PageElement): boolean =>
    getComputedStyle(element).position === 'absolute' &&
    getComputedStyle(element).overflowY === 'visible' &&
    hiddenIn(element) > least;
  const partsOf = (scroller: PageElement): Part[] =>
    insideOf(scroller)
      .filter((element) => !isViewport(element))
      .map((element) => ({ element, was: getComputedStyle(element).height }));
  const isAsHighAs = (element: PageElement, height: number): boolean =>
    Math.abs(boxOf(element).height - height) <= 1;
  const aroundOf = (scroller: PageElement): PageElement[] => {
    const outer = (one: PageElement): PageElement | null =>
      own(one, 'assignedSlot') ?? own(one, 'parentElement') ?? own(one, 'getRootNode').call(one).host ?? null;
    const around: PageElement[] = [];
    for (let one = outer(scroller); one !== null && one !== documentElement; one = outer(one)) {
      if (around.length === mostAround) break;
      around.push(one);
    }
    return around;
  };
  const rowsOf = (tracks: string): number =>
    [...tracks.matchAll(/(\d[\d.]{0,20})px/g)].reduce((sum, [, pixels]) => sum + Number(pixels), 0);
  const isShare = (element: PageElement, name: string): boolean =>
    String(own(element, 'computedStyleMap').call(element).get(name)).includes('%');
  /**
   * What lies at a depth is seen from where its middle was: of the whole scroller, or where that has groups with depths of
   * their own, of each group, as for a visitor who has scrolled to it.
   */
  const keepDepth = (scroller: PageElement): void => {
    const { perspective, perspectiveOrigin } = getComputedStyle(scroller);
    if (perspective === 'none') return;
    const styles = insideOf(scroller).map((element) => ({ element, style: getComputedStyle(element) }));
    const groups = styles.filter(
      ({ style }) => style.transformStyle === 'preserve-3d' && style.perspective === 'none',
    );
    const isInGroups = groups.length > 0 && styles.every(({ style }) => style.transform === 'none');
    set(scroller, 'perspective-origin', perspectiveOrigin);
    if (!isInGroups) return;
    set(scroller, 'perspective', 'none');
    for (const { element } of groups) {
      set(element, 'perspective', perspective);
      set(element, 'perspective-origin', perspectiveOrigin);
    }
  };
  /** What is in it and would grow with it stays as high as it is: a section of a whole screen, for one. */
  const growAlone = (scroller: PageElement, by: number): void => {
    const inside = partsOf(scroller);
    const { display, gridTemplateRows: rows } = getComputedStyle(scroller);
    grow(scroller, by);
    const followed = inside.filter(
      ({ element, was }) => Number.parseFloat(getComputedStyle(element).height) > Number.parseFloat(was) + 1,
    );
    const kept = followed.flatMap(({ element, was }) => {
      const isPlaced = getComputedStyle(element).position === 'absolute';
      return [
        ...(isPlaced || isShare(element, 'height') ? [{ element, name: 'height', was }] : []),
        ...(isShare(element, 'min-height') ? [{ element, name: 'min-height', was }] : []),
      ];
    });
    const hasShares =
      display.includes('grid') &&
      ['grid-template-rows', 'grid-auto-rows'].some((name) => isShare(scroller, name));
    for (const { element, name, was } of kept) {
      set(element, 'transition', 'none');
      set(element, name, was);
    }
    if (hasShares) set(scroller, 'grid-template-rows', rows);
  };
  /**
   * From the inside to the outside: each that its content is now too high for is made as much higher. False: there are too
   * many of them, and one that was left may cut the others off.
   */
  const growAround = (scroller: PageElement, growAll: () => void): boolean => {
    const around = aroundOf(scroller).map((element) => {
      const { display, flexDirection, gridTemplateRows: rows } = getComputedStyle(element);
      const isColumn = display.includes('flex') && flexDirection.startsWith('column');
      const { height } = boxOf(element);
      return { element, hidden: hiddenIn(element), height, isColumn, isGrid: display.includes('grid'), rows };
    });
    const { height: first } = boxOf(scroller);
    growAll();
    const whole = boxOf(scroller).height - first;
    let inner = whole;
    let isPlaced = getComputedStyle(scroller).position === 'absolute';
    let written = 0;
    for (const { element, hidden, height, isColumn, isGrid, rows } of around) {
      if (written === mostGrown) return false;
      const over = hiddenIn(element) - hidden;
      const missingRows = () => rowsOf(rows) + inner - rowsOf(getComputedStyle(element).gridTemplateRows);
      if (over > 0) {
        // Of a column, other parts may have given way meanwhile; and what lies below one that is placed is not moved by it.
        grow(element, isColumn || isPlaced ? Math.max(over, inner) : Math.min(over, whole));
        written += 1;
      }
      isPlaced = getComputedStyle(element).position === 'absolute';
      if (isGrid && missingRows() > inner / 2) {
        // Of a height of its own each, they overlap otherwise.
        set(element, 'grid-template-rows', rows.replaceAll(/\d[\d.]{0,20}px/g, 'minmax($&,auto)'));
        if (missingRows() > 0) grow(element, missingRows());
      }
      inner = Math.max(0, boxOf(element).height - height);
    }
    return around.length < mostAround;
  };
  const layOutForPaper = (scroller: PageElement, isAll: boolean): void => {
    const chain = [scroller, ...aroundOf(scroller)];
    const cutting = chain.filter((element) => getComputedStyle(element).overflowY !== 'visible');
    const fixed = chain.filter((element) => getComputedStyle(element).position === 'fixed');
    // Of one that is not shown to its end, the rest would follow as sheets that nothing was drawn on.
    for (const element of cutting) {
      // To what the scroller has beside it and does not scroll to, nobody comes.
      const isCut = element === scroller && /hidden|clip/.test(getComputedStyle(element).overflowX);
      set(element, 'overflow-x', isCut ? 'clip' : 'visible');
      set(element, 'overflow-y', element === scroller && !isAll ? 'clip' : 'visible');
    }
    for (const element of fixed) set(element, 'position', 'absolute');
  };
  /** What a script has made as high as the scroller shows now, as it was before, becomes no higher than that was. */
  const holdBack = (scroller: PageElement): void => {
    const before = opened.get(scroller);
    if (before === undefined) return;
    const shown = shownIn(scroller);
    if (shown <= before.shown + least) return;
    const stretched = before.filling.filter(({ element }) => isAsHighAs(element, shown));
    for (const { element, was } of stretched) {
      set(element, 'transition', 'none');
      set(element, 'max-height', was);
    }
  };
  let [hasGrown, isClosed, rest] = [false, false, 0];
  for (const scroller of world.snapstackScrollers ?? []) {
    changes.splice(0);
    if (hiddenIn(scroller) <= least) continue;
    holdBack(scroller);
    keepDepth(scroller);
    const hidden = hiddenIn(scroller);
    if (hidden <= least) continue;
    const shown = shownIn(scroller);
    const bottom = boxOf(scroller).bottom + scrollY;
    const by = Math.min(hidden, Math.floor(most - bottom));
    rest = Math.max(rest, hidden - Math.max(0, by));
    if (by < 1) continue;
    const filling = partsOf(scroller).filter(({ element }) => isAsHighAs(element, shown));
    const isFree = growAround(scroller, () => {
      growAlone(scroller, by);
      if (forPaper) layOutForPaper(scroller, by === hidden);
    });
    // What is fixed to the window makes no document higher.
    const end = Math.ceil(boxOf(scroller).bottom + scrollY);
    if (documentHeight() < end) set(documentElement, 'min-height', `${end}px`);
    const isOpen =
      isFree &&
      shownIn(scroller) >= shown + by * 0.9 &&
      hiddenIn(scroller) <= hidden - by + least &&
      documentHeight() >= end - 1;
    if (isOpen) {
      opened.set(scroller, { shown, filling });
      hasGrown = true;
    } else {
      undo();
      isClosed = true;
    }
  }
  // Lists that draw what is seen of them alone ask then how high they are.
  if (hasGrown) dispatchEvent(new Event('resize'));
  return { hasGrown, rest, isClosed };
};
