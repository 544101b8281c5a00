import type { Area } from '../../domain/area.ts';
import type { Box } from './box.ts';
import type { Own } from './own.ts';
import type { Style } from './style.ts';

// Runs in the page, so it may use nothing from outside itself. What it leaves in the isolated world is for itself.
interface PageElement {
  readonly localName: string;
  readonly parentElement: PageElement | null;
  readonly assignedSlot: PageElement | null;
  readonly shadowRoot: Root | null;
  readonly children: Iterable<PageElement>;
  /** Null for what is fixed to the window, and not to an element around it that has a transform or the like; SVG has none. */
  readonly offsetParent?: PageElement | null;
  readonly style: Style;
  /** How many CSS pixels of the window one of its own is. */
  readonly currentCSSZoom?: number;
  getRootNode(): { readonly host?: PageElement };
  getBoundingClientRect(): Box;
  computedStyleMap(): { get(name: 'top' | 'bottom'): unknown };
  querySelector(selector: string): PageElement | null;
}
interface Root {
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
}
declare const own: Own;
declare const document: Root & { readonly documentElement: PageElement; readonly body: PageElement | null };
declare const getComputedStyle: (element: PageElement) => {
  readonly position: string;
  readonly top: string;
  readonly bottom: string;
  readonly clip: string;
  readonly clipPath: string;
  readonly overflowX: string;
  readonly overflowY: string;
  readonly backgroundColor: string;
  readonly backgroundImage: string;
  readonly backgroundAttachment: string;
  readonly backdropFilter: string;
  readonly pointerEvents: string;
};
declare const innerHeight: number;
declare const scrollY: number;

/**
 * Puts what holds on to the bottom of the window, fixed or sticky, where the bottom of the picture is, which is of an `area` that
 * goes on below the window: there it belongs, and in the middle it would cover what is not to be covered. Off the picture what
 * belongs to no part of it, where that is of the element that a `selector` finds ('': of the page). All else stays where it is,
 * but for what is seen through a part of the page alone, which goes along with that. By insets alone, which add to whatever the
 * page has it moved by. Backgrounds that are fixed to the window go along with what they are of.
 */
export const lowerFixed = (area: Pick<Area, 'y' | 'height'>, selector: string): void => {
  const world = globalThis as { snapstackLowered?: (() => void)[] };
  // Of a page that is photographed once more, which may be of another height by now.
  for (const undo of world.snapstackLowered ?? []) undo();
  const undos: (() => void)[] = [];
  world.snapstackLowered = undos;
  const [first, last] = [area.y - scrollY, area.y + area.height - scrollY];
  const roots: Root[] = [document];
  const elements: PageElement[] = [];
  // It grows meanwhile.
  for (const root of roots) {
    for (const element of own(root, 'querySelectorAll').call(root, '*')) {
      elements.push(element);
      const inner = own(element, 'shadowRoot');
      if (inner !== null) roots.push(inner);
    }
  }

  const hostOf = (element: PageElement) => own(own(element, 'getRootNode').call(element), 'host') ?? null;
  const outer = (element: PageElement): PageElement | null =>
    own(element, 'assignedSlot') ?? own(element, 'parentElement') ?? hostOf(element);
  const target =
    selector === ''
      ? undefined
      : roots.map((root) => own(root, 'querySelector').call(root, selector)).find(Boolean);
  const around = new Set<PageElement>();
  for (let one = target ?? null; one !== null; one = outer(one)) around.add(one);
  /** Whether it is the element that is photographed, or that may be in it: one that is in no root is in a frame. */
  const mayHold = (bar: PageElement): boolean => {
    if (selector === '' || target) return around.has(bar);
    return own(bar, 'localName') === 'iframe' || own(bar, 'querySelector').call(bar, 'iframe') !== null;
  };
  const isPart = (bar: PageElement): boolean => {
    let one: PageElement | null = selector === '' ? null : bar;
    while (one !== null && one !== target) one = outer(one);
    return selector === '' || one !== null;
  };

  /** Whether it moves along with the page, and not in a part of it that scrolls by itself. */
  const followsPage = new Map<PageElement | null, boolean>([[null, true]]);
  for (const name of ['documentElement', 'body'] as const) followsPage.set(own(document, name), true);
  const isPages = (element: PageElement): boolean => {
    const passed: PageElement[] = [];
    let one = outer(element);
    for (; !followsPage.has(one) && one !== null; one = outer(one)) {
      const { overflowX, overflowY } = getComputedStyle(one);
      if ([overflowX, overflowY].some((overflow) => /auto|scroll|hidden/.test(overflow))) {
        followsPage.set(one, false);
        break;
      }
      passed.push(one);
    }
    const follows = followsPage.get(one) === true;
    for (const each of passed) followsPage.set(each, follows);
    return follows;
  };

  const boxOf = (element: PageElement): Box => own(element, 'getBoundingClientRect').call(element);
  const isAuto = (element: PageElement, name: 'top' | 'bottom'): boolean =>
    String(own(element, 'computedStyleMap').call(element).get(name)) === 'auto';
  const zoomOf = (element: PageElement): number => own(element, 'currentCSSZoom') ?? 1;
  const isWindows = (element: PageElement, box: Box): boolean => {
    const parent = own(element, 'offsetParent');
    // Where it is zoomed, that is what has another zoom.
    if (parent !== undefined && zoomOf(element) === 1) return parent === null;
    const bottom = Number.parseFloat(getComputedStyle(element).bottom) * zoomOf(element);
    return Math.abs(box.bottom + bottom - innerHeight) <= 1;
  };
  /** How far down something fixed has to go; 0 when it stays. */
  const byOfFixed = (element: PageElement): number => {
    const box = boxOf(element);
    const isSeen = box.bottom > first && box.top < last;
    if (!isSeen || !isWindows(element, box) || mayHold(element)) return 0;
    const isWaiting = box.top >= innerHeight;
    const hangs = box.height < innerHeight && isAuto(element, 'top') && !isAuto(element, 'bottom');
    // Set from the top, as with calc(100vh - 60px).
    const isFlush = box.top > innerHeight / 2 && Math.abs(box.bottom - innerHeight) <= 1;
    if (!isWaiting && !hangs && !isFlush) return 0;
    return Math.max(0, isPart(element) ? last - innerHeight : last - box.top);
  };
  /** What an element is cut off by though it is fixed, as nothing but clipping does. */
  const cutBy = (element: PageElement): PageElement | undefined => {
    for (let one = outer(element); one !== null; one = outer(one)) {
      const { clip, clipPath, position } = getComputedStyle(one);
      if (clipPath !== 'none' || (clip !== 'auto' && /^(?:absolute|fixed)$/.test(position))) return one;
    }
    return undefined;
  };
  /** Whether it is seen through a part of the page, and not of a page that is cut off as a whole. */
  const isHole = (cut: PageElement): boolean => boxOf(cut).height <= innerHeight;
  /** How far something fixed has to go to be seen as it is when what it is seen through is in the middle of the window. */
  const byOfCut = (element: PageElement, cut: PageElement): number => {
    const [box, hole] = [boxOf(element), boxOf(cut)];
    const isInWindow = hole.top >= 0 && hole.bottom <= innerHeight;
    if (isInWindow || !isWindows(element, box) || mayHold(element)) return 0;
    return (hole.top + hole.bottom - box.top - box.bottom) / 2;
  };
  /** The same of something sticky, which goes no further than its place in the page. */
  const byOfSticky = (element: PageElement): number => {
    if (isAuto(element, 'bottom') || !isPages(element) || mayHold(element)) return 0;
    return isPart(element) ? Math.max(0, last - innerHeight) : Math.max(0, last);
  };

  const isClear = (element: PageElement): boolean => {
    const { backgroundColor, backgroundImage, backdropFilter } = getComputedStyle(element);
    return /^rgba\(.*, 0\)$/.test(backgroundColor) && backgroundImage === 'none' && backdropFilter === 'none';
  };
  const isLayer = ({ top, bottom, height }: Box): boolean =>
    height === 0 || (top <= 1 && bottom >= innerHeight - 1);
  const isLow = ({ top, bottom }: Box): boolean =>
    top > innerHeight / 2 && bottom > (innerHeight * 3) / 4 && bottom <= innerHeight + 1;
  const mostInLayer = 300;
  /**
   * What lies at the bottom of a clear layer over the window that lets clicks through, or has no height, as libraries lay them
   * over a page for their cards. Nothing of one that has a backdrop: that stays, and what it is for.
   */
  const heldBy = (layer: PageElement): PageElement[] => {
    const box = boxOf(layer);
    const { pointerEvents, overflowX, overflowY } = getComputedStyle(layer);
    if (box.height > 0 && pointerEvents !== 'none') return [];
    if (!isLayer(box) || !isWindows(layer, box) || mayHold(layer) || !isPart(layer) || !isClear(layer))
      return [];
    // It would be cut off there, unless the layer goes along with all that it holds.
    if (overflowX !== 'visible' || overflowY !== 'visible') {
      const seen = [...own(layer, 'children')].map(boxOf).filter(({ height }) => height > 0);
      return seen.length > 0 && seen.every(isLow) ? [layer] : [];
    }
    const held: PageElement[] = [];
    const inside = [...own(layer, 'children')];
    // It grows meanwhile.
    for (const element of inside) {
      const box = boxOf(element);
      const { height } = box;
      const isAround = isLayer(box);
      if (inside.length > mostInLayer || (height > 0 && isAround && !isClear(element))) return [];
      if (isAround) inside.push(...own(element, 'children'));
      else if (isLow(box)) held.push(element);
    }
    return held.filter((element) => getComputedStyle(element).position !== 'fixed');
  };
  /** Where the bottom of a picture of the page is, from that of the window. */
  const down = Math.max(0, last - innerHeight);
  const moved = (element: PageElement, by: number) => {
    const style = own(element, 'style');
    const { position, top, bottom } = getComputedStyle(element);
    if (position === 'static') {
      return [
        { style, name: 'position', value: 'relative' },
        { style, name: 'top', value: `${by}px` },
      ];
    }
    const isFromBottom = !isAuto(element, 'bottom');
    const isFromTop = position !== 'sticky' && !(isFromBottom && isAuto(element, 'top'));
    return [
      ...(isFromTop
        ? [{ style, name: 'top', value: top === 'auto' ? `${by}px` : `calc(${top} + ${by}px)` }]
        : []),
      ...(isFromBottom ? [{ style, name: 'bottom', value: `calc(${bottom} - ${by}px)` }] : []),
    ];
  };

  /** Its background is painted in the window alone while it is fixed to that: what lies on it would be on nothing. */
  const loosened = (element: PageElement) => {
    const { backgroundAttachment: was } = getComputedStyle(element);
    if (!was.includes('fixed')) return [];
    const value = was.replaceAll('fixed', 'scroll');
    return [{ style: own(element, 'style'), name: 'background-attachment', value }];
  };
  const lowered = (element: PageElement) => {
    const { position } = getComputedStyle(element);
    if (position !== 'fixed' && position !== 'sticky') return [];
    const isFixed = position === 'fixed';
    const cut = isFixed ? cutBy(element) : undefined;
    const byOf = isFixed ? byOfFixed : byOfSticky;
    const by = cut === undefined || !isHole(cut) ? byOf(element) : byOfCut(element, cut);
    if (by !== 0) return moved(element, by / zoomOf(element));
    if (!isFixed || down === 0) return [];
    return heldBy(element).flatMap((one) => moved(one, down / zoomOf(one)));
  };
  const moves = elements.flatMap((element) => [...lowered(element), ...loosened(element)]);
  // All are found before the first is moved: the page would be laid out anew for each of thousands.
  for (const { style, name, value } of moves) {
    const [was, priority] = [style.getPropertyValue(name), style.getPropertyPriority(name)];
    undos.push(() => style.setProperty(name, was, priority));
    style.setProperty(name, value, 'important');
    style.setProperty('transition', 'none', 'important');
  }
};
