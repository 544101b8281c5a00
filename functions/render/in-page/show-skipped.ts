import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself. Only what it needs of the DOM is declared.
interface PageElement {
  readonly shadowRoot: Root | null;
  readonly style?: { setProperty(name: string, value: string, priority: string): void };
}
interface Root {
  querySelectorAll(selector: '*'): Iterable<PageElement>;
}
declare const own: Own;
declare const document: Root;
declare const getComputedStyle: (element: PageElement) => { readonly contentVisibility: string };

/**
 * Has the browser draw what it may skip as long as nobody scrolls there (`content-visibility: auto`), in open shadow roots
 * too: beyond the window it is empty otherwise, and of a guessed height. Looks at elements for `ms` milliseconds at most, and tells whether that was
 * enough for all.
 */
export const showSkipped = (ms: number): boolean => {
  const until = performance.now() + ms;
  const roots: Root[] = [document];
  for (const root of roots) {
    for (const element of root.querySelectorAll('*')) {
      if (performance.now() > until) return false;
      const shadowRoot = own(element, 'shadowRoot');
      if (shadowRoot !== null) roots.push(shadowRoot);
      if (getComputedStyle(element).contentVisibility === 'auto') {
        own(element, 'style')?.setProperty('content-visibility', 'visible', 'important');
      }
    }
  }
  return true;
};
