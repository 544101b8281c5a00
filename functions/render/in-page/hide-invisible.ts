import type { AllIn } from './all-in.ts';
import type { Box } from './box.ts';
import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself. Only what it needs of the DOM is declared.
interface PageElement {
  readonly shadowRoot: { querySelectorAll(selector: '*'): Iterable<PageElement> } | null;
  /** Elements of no known kind have none. */
  readonly style?: { setProperty(name: string, value: string, priority: 'important'): void };
  checkVisibility(options: { readonly opacityProperty: true; readonly visibilityProperty: true }): boolean;
  getBoundingClientRect(): Box;
  querySelectorAll(selector: '*'): Iterable<PageElement>;
}
declare const own: Own;
declare const allIn: AllIn;
declare const innerWidth: number;
declare const document: { querySelectorAll(selector: '*'): Iterable<PageElement> };
declare const getComputedStyle: (element: PageElement) => { readonly position: string };

/**
 * Takes away what nobody sees, has no place between the others, and reaches over an edge of the window, as a menu does that
 * opens when it is pointed at: the document would be made smaller for it.
 */
export const hideInvisible = (): void => {
  const isVisible = (element: PageElement): boolean =>
    own(element, 'checkVisibility').call(element, { opacityProperty: true, visibilityProperty: true });
  const reachesOut = (element: PageElement): boolean => {
    const { left, right, width, height } = own(element, 'getBoundingClientRect').call(element);
    // What has no area may be what others are drawn with, as a gradient is.
    return width * height > 0 && (right > innerWidth || left < 0);
  };
  const isUnseen = (element: PageElement): boolean => {
    const inside = own(element, 'querySelectorAll').call(element, '*');
    const all = allIn([element]).concat(allIn(inside));
    return all.some(reachesOut) && !all.some(isVisible);
  };
  const unseen = allIn(document.querySelectorAll('*')).filter(
    (element) =>
      !isVisible(element) && /absolute|fixed/.test(getComputedStyle(element).position) && isUnseen(element),
  );
  for (const element of unseen) own(element, 'style')?.setProperty('display', 'none', 'important');
};
