import type { Box } from './box.ts';
import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself.
interface PageElement {
  readonly localName: string;
  readonly complete?: boolean;
  readonly currentSrc?: string;
  readonly shadowRoot: Root | null;
  readonly attributes: Iterable<{ readonly name: string; readonly value: string }>;
  getBoundingClientRect(): Box;
  checkVisibility(options: { opacityProperty: boolean; visibilityProperty: boolean }): boolean;
}
interface Root {
  querySelectorAll(selector: '*'): Iterable<PageElement>;
}
declare const own: Own;
declare const document: Root;
declare const performance: { now(): number };
declare const getComputedStyle: (
  element: PageElement,
  pseudo?: '::before' | '::after',
) => Readonly<
  Record<'backgroundImage' | 'maskImage' | 'borderImageSource' | 'listStyleImage' | 'content', string>
>;
declare const innerWidth: number;
declare const scrollY: number;

/**
 * Those of `addresses` that something names which is shown within `height` CSS pixels (as for `inventory`): by its style, or
 * in one of its attributes, from which scripts take what they load late. What an <img> is loading or has as its source is left
 * out, since that tells itself whether it has come. `isOpaque`: without what is transparent, as much is before it has come.
 */
export const namedInView = (
  addresses: readonly string[],
  height: number,
  isWhole: boolean,
  isOpaque: boolean,
): readonly string[] => {
  const until = performance.now() + 50;
  const speck = 4;
  const longest = 5_000;
  const offset = isWhole ? scrollY : 0;
  const found = new Set<string>();
  const isInView = (element: PageElement): boolean => {
    const box = own(element, 'getBoundingClientRect').call(element);
    if (box.width * box.height <= speck || box.right <= 0 || box.left >= innerWidth) return false;
    return box.bottom + offset > 0 && box.top + offset < height;
  };
  const isShown = (element: PageElement): boolean =>
    own(element, 'checkVisibility').call(element, { opacityProperty: isOpaque, visibilityProperty: true });
  const styleOf = (element: PageElement): string => {
    const images = ([undefined, '::before', '::after'] as const).flatMap((pseudo) => {
      const style = getComputedStyle(element, pseudo);
      const { backgroundImage, maskImage, borderImageSource, listStyleImage, content } = style;
      return [backgroundImage, maskImage, borderImageSource, listStyleImage, content];
    });
    return images.join(' ');
  };
  /** What may be an address in the attributes, one or several in each, as it was written: relative mostly. */
  const namesIn = (element: PageElement): readonly string[] => {
    const isLink = own(element, 'localName') === 'a';
    return (
      [...own(element, 'attributes')]
        // What is in a frame is the frame's, however it comes there; and a link only leads to what it names.
        .filter(({ name }) => name !== 'srcdoc' && !(isLink && name === 'href'))
        .flatMap(({ value }) => value.slice(0, longest).split(/[\s"'()]+/))
        .filter((name) => /[./?]/.test(name))
        .map((name) => (name.split('#', 1)[0] ?? '').replace(/,$/, ''))
    );
  };
  const isNamed = (address: string, name: string): boolean => {
    if (name === address) return true;
    const rest = name.replace(/^(?:\.{0,2}\/)+/, '');
    return rest !== '' && address.endsWith(`/${rest}`);
  };
  const look = (element: PageElement): void => {
    const isImage = own(element, 'localName') === 'img';
    if (isImage && own(element, 'complete') === false) return;
    const source = isImage ? own(element, 'currentSrc') : undefined;
    const style = styleOf(element);
    const names = namesIn(element);
    for (const address of addresses) {
      if (address === source) continue;
      const isStyled = style.includes(`("${address}")`) || style.includes(`("${address}#`);
      if (isStyled || names.some((name) => isNamed(address, name))) found.add(address);
    }
  };
  const roots: Root[] = [document];
  for (const root of roots) {
    for (const element of root.querySelectorAll('*')) {
      if (performance.now() > until) return [...found];
      const shadowRoot = own(element, 'shadowRoot');
      if (shadowRoot !== null) roots.push(shadowRoot);
      if (isInView(element) && isShown(element)) look(element);
    }
  }
  return [...found];
};
