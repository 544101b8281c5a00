import type { Own } from './own.ts';

/** An element as far as it is asked what is in it. */
interface Hosting<PageElement> {
  readonly shadowRoot: { querySelectorAll(selector: '*'): Iterable<PageElement> } | null;
}
declare const own: Own;

/**
 * Elements, and after each what is in its open shadow root, and in theirs. There for every function that runs in the page, as
 * `own` is, which it uses, and nothing else from outside itself.
 */
export const allIn = <PageElement extends Hosting<PageElement>>(
  elements: Iterable<PageElement>,
): readonly PageElement[] => {
  const all: PageElement[] = [];
  const add = (some: Iterable<PageElement>): void => {
    for (const element of some) {
      all.push(element);
      const inner = own(element, 'shadowRoot');
      if (inner !== null) add(own(inner, 'querySelectorAll').call(inner, '*'));
    }
  };
  add(elements);
  return all;
};

/** For that declaration. */
export type AllIn = typeof allIn;
