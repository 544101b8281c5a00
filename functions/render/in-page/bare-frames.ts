import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself. What it leaves in the isolated world is for coverFrames.
interface Style {
  cssText: string;
  setProperty(name: string, value: string, priority: string): void;
}
interface PageElement {
  readonly style: Style;
  readonly scrollTop: number;
  readonly scrollLeft: number;
  readonly parentElement: PageElement | null;
  getRootNode(): { readonly host?: PageElement };
  hasAttribute(name: string): boolean;
  removeAttribute(name: string): void;
  getBoundingClientRect(): unknown;
  scrollTo(options: { readonly left: number; readonly top: number; readonly behavior: 'instant' }): void;
}
declare const own: Own;
declare const document: {
  readonly documentElement: PageElement;
  querySelectorAll(selector: '*'): Iterable<PageElement>;
};
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
  const { documentElement } = document;
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
  // Whatever it is to be, it has to be at once.
  const still = { transition: 'none' };
  const changed = [...hidden, ...sized].map(({ element, wanted }) => {
    const style = own(element, 'style');
    const had = own(element, 'hasAttribute').call(element, 'style');
    return { element, style, wanted: { ...wanted, ...still }, was: style.cssText, had };
  });
  const set = (style: Style, wanted: object): void => {
    for (const [name, value] of Object.entries(wanted)) style.setProperty(name, value, 'important');
  };
  for (const { style, wanted } of changed) set(style, wanted);
  world.snapstackCover = () => {
    for (const { style, was } of changed) {
      // As a whole: a shorthand with a variable has no parts that could be asked for.
      style.cssText = was;
      set(style, still);
    }
    // Laid out once without transitions, so that there is none left to begin.
    own(documentElement, 'getBoundingClientRect').call(documentElement);
    for (const { element, style, was, had } of changed) {
      style.cssText = was;
      if (!had) own(element, 'removeAttribute').call(element, 'style');
    }
    for (const { element, left, top } of scrolled) {
      own(element, 'scrollTo').call(element, { left, top, behavior: 'instant' });
    }
  };
};
