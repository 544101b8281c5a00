import type { AllIn } from './all-in.ts';
import type { Box } from './box.ts';
import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself. Only what it needs of the DOM is declared.
interface PageElement {
  readonly shadowRoot: Root | null;
  /** Elements of no known kind have none. */
  readonly style?: { setProperty(name: string, value: string, priority: 'important'): void };
  getBoundingClientRect(): Box;
  querySelector(selector: string): PageElement | null;
}
interface Root {
  querySelectorAll(selector: string): Iterable<PageElement>;
}
declare const own: Own;
declare const allIn: AllIn;
declare const document: Root;
declare const getComputedStyle: (element: PageElement) => {
  readonly display: string;
  readonly overflowY: string;
  readonly breakInside: string;
  readonly flexDirection: string;
};
declare const innerHeight: number;

/**
 * Has cards begin on the next sheet that would cross the end of one, in the window that is as large as a sheet: what cuts off
 * what is in it, and a column with a picture, are not made higher by it where they are divided, so that text is lost or lies over
 * what comes next.
 */
export const keepCardsWhole = (): void => {
  // A line of text may as well be cut off where it is, and half a sheet is the most to leave white for the rest.
  const [least, most] = [40, innerHeight / 2];
  const boxOf = (element: PageElement): Box => own(element, 'getBoundingClientRect').call(element);
  const isCard = (element: PageElement): boolean => {
    const { display, overflowY, breakInside, flexDirection } = getComputedStyle(element);
    if (breakInside !== 'auto' || /inline|none|contents/.test(display)) return false;
    const { height } = boxOf(element);
    if (height < least || height > most) return false;
    const isColumn = display === 'flex' && flexDirection.startsWith('column');
    const pictures = 'img,svg,video,canvas,iframe,object,embed';
    return (
      /hidden|clip/.test(overflowY) ||
      (isColumn && own(element, 'querySelector').call(element, pictures) !== null)
    );
  };
  const cards = allIn(document.querySelectorAll('body *')).filter(isCard);
  for (const card of cards) own(card, 'style')?.setProperty('break-inside', 'avoid', 'important');
};
