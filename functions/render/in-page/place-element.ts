import type { Area } from '../../domain/area.ts';
import type { Box } from './box.ts';
import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself, and after findElement.
interface PageElement {
  readonly parentElement: PageElement | null;
  readonly assignedSlot: PageElement | null;
  readonly contentDocument?: object | null;
  readonly clientLeft: number;
  readonly clientTop: number;
  readonly offsetWidth: number;
  readonly offsetHeight: number;
  readonly ownerDocument: {
    readonly defaultView: { readonly innerWidth: number; readonly innerHeight: number } | null;
    createRange(): { selectNodeContents(node: PageElement): void; getBoundingClientRect(): Box };
  };
  readonly style: { setProperty(name: string, value: string, priority: string): void };
  getRootNode(): Root;
  getBoundingClientRect(): Box;
  scrollIntoView(options: { readonly block: Block; readonly behavior: 'instant' }): void;
}
interface Root {
  /** Of a shadow root. */
  readonly host?: PageElement;
  elementsFromPoint(x: number, y: number): readonly PageElement[];
}
type Block = 'start' | 'center' | 'end';
declare const own: Own;
declare const getComputedStyle: (element: PageElement) => {
  readonly display: string;
  readonly position: string;
  readonly opacity: string;
  readonly paddingLeft: string;
  readonly paddingTop: string;
};
declare const scrollTo: (options: {
  readonly left: number;
  readonly top: number;
  readonly behavior: 'instant';
}) => void;
declare const scrollX: number;
declare const scrollY: number;

/** Where an element has come to. */
interface PlacedElement {
  /** From the top left corner of the window. */
  readonly area: Area;
  /** Whether something that stays in place while what is below it scrolls lies on the element. */
  readonly isCovered: boolean;
}

/**
 * Scrolls `snapstackElement` into view in all that scrolls around it, to where as little as possible lies on it; what
 * sticks there in its way goes back to where it belongs. The window itself stays at its beginning where that does; and
 * where it is if `isScrolled`: the caller chose that. Undefined: the element has no area.
 */
export const placeElement = (isScrolled: boolean): PlacedElement | undefined => {
  const { snapstackElement: element, snapstackAround: around } = globalThis as unknown as {
    snapstackElement: PageElement;
    snapstackAround: readonly PageElement[];
  };
  /** Of a line, of no box at all, or of one without a height, it is what is in it that one sees. */
  const boxOf = (one: PageElement): Box => {
    const box = own(one, 'getBoundingClientRect').call(one);
    const isOwn = box.width * box.height > 0 && !/^(?:inline|contents)$/.test(getComputedStyle(one).display);
    if (isOwn || one !== element) return box;
    const range = own(one, 'ownerDocument').createRange();
    range.selectNodeContents(one);
    const boxes = [box, range.getBoundingClientRect()].filter(({ width, height }) => width * height > 0);
    if (boxes.length === 0) return box;
    const [left, top] = [
      Math.min(...boxes.map((some) => some.left)),
      Math.min(...boxes.map((some) => some.top)),
    ];
    const right = Math.max(...boxes.map((some) => some.right));
    const bottom = Math.max(...boxes.map((some) => some.bottom));
    return { left, top, right, bottom, width: right - left, height: bottom - top };
  };
  const rootOf = (one: PageElement): Root => own(one, 'getRootNode').call(one);
  const containers = new Set(around);
  const frames = around.filter((one) => own(one, 'contentDocument'));

  /** From a point of what a frame shows to that of the document that it is in, which may have it smaller or larger. */
  const outOf = (frame: PageElement, x: number, y: number): readonly [number, number] => {
    const { left, top, width, height } = boxOf(frame);
    const { paddingLeft, paddingTop } = getComputedStyle(frame);
    const within = {
      x: x + own(frame, 'clientLeft') + Number.parseFloat(paddingLeft),
      y: y + own(frame, 'clientTop') + Number.parseFloat(paddingTop),
    };
    const across = width / own(frame, 'offsetWidth') || 1;
    const down = height / own(frame, 'offsetHeight') || 1;
    return [left + within.x * across, top + within.y * down];
  };

  /** All from a hit out to what contains the element; undefined: the hit is `target`, or in it. */
  const wayFrom = (hit: PageElement, target: PageElement): readonly PageElement[] | undefined => {
    const way: PageElement[] = [];
    let one: PageElement | null | undefined = hit;
    // A frame contains the element, and is what is looked for in its own document.
    while (one && one !== target && !containers.has(one)) {
      way.push(one);
      one = own(one, 'assignedSlot') ?? own(one, 'parentElement') ?? rootOf(one).host;
    }
    return one === target ? undefined : way;
  };

  /** The trees that are drawn around an element in its document: what a slot is in hides all of its own from the outside. */
  const rootsAround = (target: PageElement): readonly Root[] => {
    const document = own(target, 'ownerDocument');
    const drawnIn = [target, ...around.filter((one) => own(one, 'ownerDocument') === document)];
    return [...new Set(drawnIn.map(rootOf))];
  };
  const levels = [element, ...frames].map((target) => ({ target, roots: rootsAround(target) }));

  /** What lies above `target` at a point in one of those trees, each as its way outwards. */
  const aboveIn = (root: Root, target: PageElement, x: number, y: number) => {
    const ways: (readonly PageElement[])[] = [];
    // A page may have heaped up any number.
    const most = 50;
    for (const hit of own(root, 'elementsFromPoint').call(root, x, y).slice(0, most)) {
      const way = wayFrom(hit, target);
      if (way === undefined) return ways;
      if (way.length > 0) ways.push(way);
    }
    // Of what is not there itself, or lets all through, nobody can tell.
    return [];
  };
  const above = ({ target, roots }: (typeof levels)[number], x: number, y: number) =>
    roots.flatMap((root) => aboveIn(root, target, x, y));

  /** The points of the element that are looked at: a grid on what the window of its document shows of it. */
  const pointsOf = ({ left, top, width, height }: Box): readonly (readonly [number, number])[] => {
    const { innerWidth = 0, innerHeight = 0 } = own(own(element, 'ownerDocument'), 'defaultView') ?? {};
    const [right, bottom] = [Math.min(innerWidth, left + width), Math.min(innerHeight, top + height)];
    const [x, y] = [Math.max(0, left), Math.max(0, top)];
    const shares = [0.02, 0.25, 0.5, 0.75, 0.98];
    if (right <= x || bottom <= y) return [];
    return shares.flatMap((across) =>
      shares.map((down) => [x + across * (right - x), y + down * (bottom - y)] as const),
    );
  };

  const probe = () => {
    const sticky = new Set<PageElement>();
    let [covered, fixed] = [0, 0];
    for (const point of pointsOf(boxOf(element))) {
      let [x, y] = point;
      const ways = levels.flatMap((level) => {
        if (level.target !== element) [x, y] = outOf(level.target, x, y);
        return above(level, x, y);
      });
      const styles = ways.map((way) => way.map((one) => [one, getComputedStyle(one)] as const));
      const seen = styles.filter((way) => way.every(([, { opacity }]) => opacity !== '0')).flat();
      for (const [one, { position }] of seen) if (position === 'sticky') sticky.add(one);
      if (seen.length > 0) covered += 1;
      if (seen.some(([, { position }]) => position === 'fixed' || position === 'sticky')) fixed += 1;
    }
    return { sticky, covered, fixed };
  };

  // Back to where the caller wants the page, or to where nothing that is fixed to the window lies on what is further down.
  const home = { left: isScrolled ? scrollX : 0, top: isScrolled ? scrollY : 0 };
  const show = (block: Block, isHome: boolean): void => {
    own(element, 'scrollIntoView').call(element, { block, behavior: 'instant' });
    if (isHome) scrollTo({ ...home, behavior: 'instant' });
  };
  /** Shows the element and says what lies on it then, once all that stuck there is back in its place. */
  const look = (block: Block, isHome: boolean) => {
    show(block, isHome);
    let found = probe();
    for (let times = 0; times < 3 && found.sticky.size > 0; times += 1) {
      for (const one of found.sticky) {
        // Its place in the layout is the same, and so is what is placed by it.
        own(one, 'style').setProperty('position', 'relative', 'important');
        own(one, 'style').setProperty('inset', 'auto', 'important');
      }
      show(block, isHome);
      found = probe();
    }
    return { block, isHome, ...found };
  };

  // What sticks in a scroller further down can be seen in this way alone.
  look('center', false);
  let best = look('center', true);
  for (const isHome of isScrolled ? [true] : [true, false]) {
    for (const block of ['center', 'end', 'start'] as const) {
      if (best.covered === 0) break;
      const other = look(block, isHome);
      if (other.covered < best.covered) best = other;
    }
  }
  show(best.block, best.isHome);
  const { left, top, width, height } = boxOf(element);
  if (width <= 0 || height <= 0) return undefined;
  let [x, y, right, bottom] = [left, top, left + width, top + height];
  for (const frame of frames) {
    [x, y] = outOf(frame, x, y);
    [right, bottom] = outOf(frame, right, bottom);
  }
  return { area: { x, y, width: right - x, height: bottom - y }, isCovered: best.fixed > 0 };
};
