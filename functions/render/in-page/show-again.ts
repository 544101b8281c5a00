import type { Box } from './box.ts';
import type { Look, Shown } from './note-shown.ts';
import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself, and after noteShown.
interface PageElement {
  readonly isConnected: boolean;
  readonly parentElement: PageElement | null;
  getBoundingClientRect(): Box;
  contains(other: PageElement): boolean;
  querySelectorAll(selector: '*'): Iterable<PageElement>;
  animate(
    look: Readonly<Record<string, readonly string[]>>,
    how: { readonly duration: 0; readonly fill: 'forwards' },
  ): void;
}
declare const own: Own;
declare const performance: { now(): number };
declare const getComputedStyle: (element: PageElement) => Look & { readonly position: string };
declare const DOMMatrix: new (
  transform: string,
) => Readonly<Record<'m11' | 'm12' | 'm14' | 'm21' | 'm22' | 'm24' | 'm41' | 'm42' | 'm44', number>>;
declare const innerHeight: number;

/**
 * Gives what lies below the window, and has faded or left its place since noteShown noted it, the look it had then: some pages
 * take away what they have let appear as soon as one goes back up. Animations do that, since they outdo what the page's
 * scripts go on to say, and change nothing of the document. Looks for it for `ms` milliseconds at most.
 */
export const showAgain = (ms: number): void => {
  const until = performance.now() + ms;
  const { snapstackShown } = globalThis as unknown as { snapstackShown?: Shown };
  const seen = (snapstackShown?.seen ?? new Map()) as ReadonlyMap<PageElement, Look>;
  const hidden = (snapstackShown?.hidden ?? new Set()) as ReadonlySet<PageElement>;
  const boxOf = (element: PageElement): Box => own(element, 'getBoundingClientRect').call(element);
  const outer = (element: PageElement): PageElement | null => own(element, 'parentElement');
  const isShown = ({ opacity, visibility }: Look): boolean =>
    Number(opacity) >= 0.9 && visibility === 'visible';
  const isShownNow = (element: PageElement): boolean =>
    own(element, 'isConnected') && isShown(getComputedStyle(element));

  const hasCome = [...hidden].filter(isShownNow);
  const commonOf = (one: Box, other: Box): number =>
    Math.max(0, Math.min(one.right, other.right) - Math.max(one.left, other.left)) *
    Math.max(0, Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top));
  /** Whether something has come in its place, or beside it: it has had its turn, as a slide has. */
  const hasHadItsTurn = (element: PageElement, box: Box): boolean => {
    const parent = outer(element);
    const around = parent && (outer(parent) ?? parent);
    return hasCome.some(
      (one) =>
        (around !== null && own(around, 'contains').call(around, one)) ||
        commonOf(boxOf(one), box) > (box.width * box.height) / 2,
    );
  };
  const isFixed = (element: PageElement): boolean => {
    for (let one: PageElement | null = element; one !== null; one = outer(one)) {
      if (getComputedStyle(one).position === 'fixed') return true;
    }
    return false;
  };
  /** Whether it is where its layout has it, and whole. What was not has been moved by the scrolling itself. */
  const isInPlace = ({ transform, translate, scale, rotate, clipPath }: Look): boolean => {
    const { m11, m12, m14, m21, m22, m24, m41, m42, m44 } = new DOMMatrix(transform);
    const differences = [m11 - 1, m12, m14, m21, m22 - 1, m24, m41, m42, m44 - 1];
    return (
      differences.every((one) => Math.abs(one) < 0.01) &&
      /^(?:none|0px(?: 0px)*)$/.test(translate) &&
      /^(?:none|1)$/.test(scale) &&
      /^(?:none|0deg)$/.test(rotate) &&
      /^(?:none|inset\((?:0(?:px|%) ?)+\))$/.test(clipPath)
    );
  };
  const isTakenAway = (element: PageElement, look: Look): boolean => {
    if (!own(element, 'isConnected')) return false;
    const now = getComputedStyle(element);
    const hasFaded = Number(now.opacity) < Number(look.opacity) || now.visibility !== look.visibility;
    if (!hasFaded && (isInPlace(now) || !isInPlace(look))) return false;
    // What lies on something else, as a veil does, goes away for what is below it.
    if (!/^(?:static|relative)$/.test(now.position)) return false;
    const box = boxOf(element);
    // What is in the window is as the page wants it there.
    if (box.bottom <= innerHeight) return false;
    return !isFixed(element) && !hasHadItsTurn(element, box);
  };
  const giveBack = (element: PageElement, look: Look): void => {
    const now = getComputedStyle(element);
    const names = Object.keys(look) as (keyof Look)[];
    // All of it, since what is still on its way has more to change.
    if (names.every((name) => look[name] === now[name])) return;
    const frames = Object.fromEntries(names.map((name) => [name, [look[name], look[name]]]));
    own(element, 'animate').call(element, frames, { duration: 0, fill: 'forwards' });
  };

  // Nobody asks for it again, and it holds what the page may have thrown away.
  Reflect.deleteProperty(globalThis, 'snapstackShown');
  for (const [element, look] of seen) {
    if (performance.now() > until) return;
    if (!isTakenAway(element, look)) continue;
    giveBack(element, look);
    if (performance.now() > until) return;
    for (const inside of own(element, 'querySelectorAll').call(element, '*')) {
      const lookInside = seen.get(inside);
      if (lookInside !== undefined) giveBack(inside, lookInside);
    }
  }
};
