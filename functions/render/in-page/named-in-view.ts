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
  const offset = isWhole ? scrollY : 0;
  // Attributes have them as they were written, relative mostly.
  const wanted = addresses.map((address) => ({
    address,
    end: address.replace(/^[^/]*\/\/[^/]*\/(?:[^?#]*\/)?/, '') || address,
  }));
  const found = new Set<string>();
  const isInView = (element: PageElement): boolean => {
    const {
      top,
      bottom,
      left,
      right,
      width,
      height: tall,
    } = own(element, 'getBoundingClientRect').call(element);
    if (width * tall <= speck || right <= 0 || left >= innerWidth) return false;
    return bottom + offset > 0 && top + offset < height;
  };
  const isShown = (element: PageElement): boolean =>
    own(element, 'checkVisibility').call(element, { opacityProperty: isOpaque, visibilityProperty: true });
  const look = (element: PageElement): void => {
    const styles = ([undefined, '::before', '::after'] as const).flatMap((pseudo) => {
      const style = getComputedStyle(element, pseudo);
      const { backgroundImage, maskImage, borderImageSource, listStyleImage, content } = style;
      return [backgroundImage, maskImage, borderImageSource, listStyleImage, content];
    });
    const styled = styles.filter((value) => value?.includes('url(')).join(' ');
    // What is in a frame is the frame's, however it comes there.
    const attributes = [...own(element, 'attributes')].filter(({ name }) => name !== 'srcdoc');
    const written = attributes.map(({ value }) => value).join(' ');
    const isImage = own(element, 'localName') === 'img';
    if (isImage && own(element, 'complete') === false) return;
    const source = isImage ? own(element, 'currentSrc') : undefined;
    for (const { address, end } of wanted) {
      if (address === source) continue;
      if (styled.includes(address) || written.includes(end)) found.add(address);
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
