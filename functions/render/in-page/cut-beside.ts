import type { Box } from './box.ts';
import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself. Only what it needs of the DOM is declared.
interface PageElement {
  readonly style: {
    setProperty(name: string, value: string, priority: 'important'): void;
    removeProperty(name: string): void;
  };
  getBoundingClientRect(): Box;
}
declare const own: Own;
declare const document: {
  readonly documentElement: PageElement;
  readonly body: PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
};
declare const getComputedStyle: (element: PageElement) => { readonly position: string };

/**
 * Cuts off what of the document lies beside the window. Printing would make all of it smaller for that, by a third at most, though
 * nobody can scroll there: an `overflow` of the page's own is for its window, and paper has none.
 */
export const cutBeside = (): void => {
  const { documentElement: root, body } = document;
  if (body === null) return;
  const set = (element: PageElement, name: string, value: string) =>
    own(element, 'style').setProperty(name, value, 'important');
  set(root, 'overflow-x', 'hidden');
  set(body, 'overflow-x', 'clip');
  if (getComputedStyle(body).position !== 'static') return;
  const absolute = [...document.querySelectorAll('*')].filter(
    (element) => getComputedStyle(element).position === 'absolute',
  );
  const places = () =>
    absolute.map((element) => {
      const { left, top, width, height } = own(element, 'getBoundingClientRect').call(element);
      return [left, top, width, height].map(Math.round).join();
    });
  const before = places();
  // So that what has its place by the document is cut off as well, unless it would have another then.
  set(body, 'position', 'relative');
  if (places().some((place, index) => place !== before[index])) own(body, 'style').removeProperty('position');
};
