import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself. What it leaves in the isolated world is for coverFrames.
interface Style {
  getPropertyValue(name: string): string;
  getPropertyPriority(name: string): string;
  setProperty(name: string, value: string, priority: string): void;
}
interface PageElement {
  readonly style: Style;
  readonly scrollTop: number;
  readonly scrollLeft: number;
  readonly parentElement: PageElement | null;
  getRootNode(): { readonly host?: PageElement };
  scrollTo(options: { readonly left: number; readonly top: number; readonly behavior: 'instant' }): void;
}
declare const own: Own;
declare const document: { querySelectorAll(selector: '*'): Iterable<PageElement> };
declare const getComputedStyle: (element: PageElement) => {
  readonly position: string;
  readonly width: string;
  readonly height: string;
};

/**
 * Makes the kept frames ready for another window than the picture's: they keep the sizes that they have, whatever those follow
 * from, and what may lie on them there, since it stays in place, is hidden: what is fixed or sticks, and has none of them in it.
 * Remembers how that was, and how far everything is scrolled, which another window may change.
 */
export const bareFrames = (): void => {
  const world = globalThis as { snapstackFrames?: readonly PageElement[]; snapstackCover?: () => void };
  // With all that they are in, out of components too.
  const kept = new Set<PageElement>();
  for (const frame of world.snapstackFrames ?? []) {
    let around: PageElement | undefined = frame;
    while (around !== undefined) {
      kept.add(around);
      around = own(around, 'parentElement') ?? own(around, 'getRootNode').call(around).host;
    }
  }
  const all = [...document.querySelectorAll('*')].slice(0, 50_000);
  const scrolled = all
    .map((element) => ({ element, left: own(element, 'scrollLeft'), top: own(element, 'scrollTop') }))
    .filter(({ left, top }) => left !== 0 || top !== 0);
  const hidden = all
    .filter((element) => !kept.has(element))
    .filter((element) => /^(?:fixed|sticky)$/.test(getComputedStyle(element).position))
    .map((element) => ({ element, wanted: { visibility: 'hidden' } }));
  const sized = (world.snapstackFrames ?? []).map((element) => {
    const { width, height } = getComputedStyle(element);
    const free = { 'min-width': '0', 'max-width': 'none', 'min-height': '0', 'max-height': 'none' };
    return {
      element,
      wanted: { width, height, ...free, 'flex-grow': '0', 'flex-shrink': '0', 'flex-basis': 'auto' },
    };
  });
  const changes = [...hidden, ...sized].flatMap(({ element, wanted }) => {
    const style = own(element, 'style');
    return Object.entries(wanted).map(([name, now]) => ({
      style,
      name,
      now,
      value: style.getPropertyValue(name),
      how: style.getPropertyPriority(name),
    }));
  });
  for (const { style, name, now } of changes) style.setProperty(name, now, 'important');
  world.snapstackCover = () => {
    for (const { style, name, value, how } of changes) style.setProperty(name, value, how);
    for (const { element, left, top } of scrolled) {
      own(element, 'scrollTo').call(element, { left, top, behavior: 'instant' });
    }
  };
};
