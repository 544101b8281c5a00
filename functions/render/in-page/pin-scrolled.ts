import type { AllIn } from './all-in.ts';
import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself. Only what it needs of the DOM is declared.
interface PageElement {
  readonly scrollLeft: number;
  readonly scrollTop: number;
  readonly children: Iterable<PageElement>;
  readonly shadowRoot: Root | null;
  readonly localName: string;
  /** Of a slot; what else there is has none. */
  readonly assignedElements?: () => Iterable<PageElement>;
  readonly style?: { setProperty(name: string, value: string, priority: 'important'): void };
}
interface Root {
  querySelectorAll(selector: '*'): Iterable<PageElement>;
}
declare const own: Own;
declare const allIn: AllIn;
declare const document: Root & { readonly scrollingElement: PageElement | null };
declare const getComputedStyle: (element: PageElement) => {
  readonly display: string;
  readonly width: string;
  readonly height: string;
};

/**
 * Keeps what is scrolled inside of the page where it is while pictures are taken from beyond the window. For each of those the
 * browser lays the page out in a window of one pixel for a moment. What has its size from the window is too small then to be
 * scrolled as far as it is, and shows its beginning ever after. So what is scrolled, and what is directly in it, stays at
 * least as large as it is.
 */
export const pinScrolled = (): void => {
  const most = 1_000;
  const isScrolled = (element: PageElement): boolean =>
    element !== document.scrollingElement &&
    (own(element, 'scrollLeft') !== 0 || own(element, 'scrollTop') !== 0);
  /** What lies in an element, without the boxes that are none. */
  const inside = (element: PageElement): readonly PageElement[] => {
    const children =
      own(element, 'localName') === 'slot' ? element.assignedElements?.() : own(element, 'children');
    return [...(children ?? [])].flatMap((child) =>
      getComputedStyle(child).display === 'contents' ? inside(child) : [child],
    );
  };
  const pinned = allIn(document.querySelectorAll('*'))
    .filter(isScrolled)
    .flatMap((element) => [element, ...inside(element)])
    .slice(0, most);
  // Read before any is set: each would have the page laid out anew.
  const sizes = pinned.map((element) => {
    const { width, height } = getComputedStyle(element);
    return { element, least: Object.entries({ 'min-width': width, 'min-height': height }) };
  });
  for (const { element, least } of sizes) {
    own(element, 'style')?.setProperty('transition', 'none', 'important');
    // What has no size of its own, as a part of a line has none, keeps what is said of it.
    for (const [name, size] of least.filter(([, size]) => size.endsWith('px'))) {
      own(element, 'style')?.setProperty(name, size, 'important');
    }
  }
};
