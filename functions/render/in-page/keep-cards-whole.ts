import type { Box } from './box.ts';
import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself. Only what it needs of the DOM is declared.
interface PageElement {
  readonly clientWidth: number;
  readonly shadowRoot: Root | null;
  readonly children: Iterable<PageElement>;
  readonly style: { setProperty(name: string, value: string, priority: 'important'): void };
  getBoundingClientRect(): Box;
  querySelector(selector: string): PageElement | null;
}
interface Root {
  querySelectorAll(selector: string): Iterable<PageElement>;
}
declare const own: Own;
declare const document: Root;
declare const getComputedStyle: (element: PageElement) => {
  readonly display: string;
  readonly position: string;
  readonly overflowY: string;
  readonly breakInside: string;
  readonly flexDirection: string;
  readonly flexWrap: string;
  readonly rowGap: string;
  readonly order: string;
  readonly paddingLeft: string;
  readonly paddingRight: string;
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
  const withAll = (elements: Iterable<PageElement>): readonly PageElement[] =>
    [...elements].flatMap((element) => {
      const inner = own(element, 'shadowRoot');
      return inner === null ? [element] : [element, ...withAll(inner.querySelectorAll('*'))];
    });
  const boxOf = (element: PageElement): Box => own(element, 'getBoundingClientRect').call(element);
  const set = (element: PageElement, name: string, value: string): void =>
    own(element, 'style').setProperty(name, value, 'important');
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
  /** Of lines of one item each, which it is no different as a block of: the browser divides that as it is asked to. */
  const isStack = (element: PageElement): boolean => {
    const { display, flexDirection, flexWrap, rowGap, paddingLeft, paddingRight } = getComputedStyle(element);
    if (display !== 'flex' || flexWrap !== 'wrap' || flexDirection !== 'row') return false;
    if (rowGap !== 'normal' && Number.parseFloat(rowGap) !== 0) return false;
    const items = [...own(element, 'children')].filter((item) => {
      const { width, height } = boxOf(item);
      return width * height > 0 && /static|relative/.test(getComputedStyle(item).position);
    });
    const width =
      own(element, 'clientWidth') - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
    return (
      items.length > 1 &&
      items.every((item, index) => {
        const before = items[index - 1];
        const isBelow = before === undefined || boxOf(item).top >= boxOf(before).bottom - 1;
        return isBelow && boxOf(item).width >= width - 1 && getComputedStyle(item).order === '0';
      })
    );
  };
  const all = withAll(document.querySelectorAll('body *'));
  const stacks = all.filter(isStack);
  const cards = all.filter(isCard);
  for (const stack of stacks) set(stack, 'display', 'flow-root');
  for (const card of cards) set(card, 'break-inside', 'avoid');
};
