import type { AllIn } from './all-in.ts';
import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself. Only what it needs of the DOM is declared.
interface PageElement {
  readonly shadowRoot: Root | null;
  readonly content?: string;
  /** Elements of no known kind have none. */
  readonly style?: { setProperty(name: string, value: string, priority: 'important'): void };
}
interface Root {
  querySelectorAll(selector: string): Iterable<PageElement>;
}
declare const own: Own;
declare const allIn: AllIn;
declare const document: Root & { readonly documentElement: PageElement };
declare const getComputedStyle: (element: PageElement) => { readonly colorScheme: string };

/**
 * Has what can be light or dark be dark on paper too: browsers print it light, whatever they tell the page's styles that the
 * visitor prefers, so that letters of the one stand on the ground of the other.
 */
export const stayDark = (): void => {
  const isEither = (scheme: string): boolean => /\blight\b/.test(scheme) && /\bdark\b/.test(scheme);
  const setDark = (element: PageElement): void =>
    own(element, 'style')?.setProperty('color-scheme', 'dark', 'important');
  const root = document.documentElement;
  // Where styles say nothing of it, the document may.
  const said = [...document.querySelectorAll('meta[name="color-scheme" i]')].map(
    (element) => own(element, 'content') ?? '',
  );
  if (getComputedStyle(root).colorScheme === 'normal' && isEither(said[0] ?? '')) setDark(root);
  // What is inside of what has become dark has mostly become so with it.
  for (const element of allIn(document.querySelectorAll('*'))) {
    if (isEither(getComputedStyle(element).colorScheme)) setDark(element);
  }
};
