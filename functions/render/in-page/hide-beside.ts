import type { Box } from './box.ts';
import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself. Only what it needs of the DOM is declared.
interface PageElement {
  readonly style: { setProperty(name: string, value: string, priority: 'important'): void };
  getBoundingClientRect(): Box;
  querySelectorAll(selector: '*'): Iterable<PageElement>;
}
declare const own: Own;
declare const document: Pick<PageElement, 'querySelectorAll'>;
declare const innerWidth: number;
declare const getComputedStyle: (element: PageElement) => { readonly position: string };

/** Takes away what has its place beside the window, and nothing in the window: a menu that is closed, mostly. */
export const hideBeside = (): void => {
  const isBeside = (element: PageElement): boolean => {
    const { left, right } = own(element, 'getBoundingClientRect').call(element);
    return left >= innerWidth || right <= 0;
  };
  const inside = (element: Pick<PageElement, 'querySelectorAll'>) => [
    ...own(element, 'querySelectorAll').call(element, '*'),
  ];
  const unseen = inside(document).filter(
    (element) =>
      getComputedStyle(element).position === 'absolute' &&
      isBeside(element) &&
      inside(element).every(isBeside),
  );
  for (const element of unseen) own(element, 'style').setProperty('display', 'none', 'important');
};
