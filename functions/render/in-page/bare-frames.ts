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
declare const getComputedStyle: (element: PageElement) => { readonly position: string };

/**
 * Hides what may lie on the kept frames in another window than the picture's, since it stays in place there: what is fixed or
 * sticks, and has none of them in it. Remembers how that was, and how far everything is scrolled, which another window may
 * change.
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
    .map((element) => {
      const style = own(element, 'style');
      return {
        style,
        value: style.getPropertyValue('visibility'),
        how: style.getPropertyPriority('visibility'),
      };
    });
  for (const { style } of hidden) style.setProperty('visibility', 'hidden', 'important');
  world.snapstackCover = () => {
    for (const { style, value, how } of hidden) style.setProperty('visibility', value, how);
    for (const { element, left, top } of scrolled) {
      own(element, 'scrollTo').call(element, { left, top, behavior: 'instant' });
    }
  };
};
