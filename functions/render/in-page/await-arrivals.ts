import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself, and no timer either: those stand still where the page's
// scripts are off. Only what it needs of the DOM is declared, since the rest of the project must not see browser globals.
interface Loading {
  /** Of an image. */
  readonly complete?: boolean;
  loading: string;
  getBoundingClientRect(): { readonly top: number; readonly bottom: number };
  getClientRects(): ArrayLike<unknown>;
  addEventListener(type: 'load' | 'error', listener: () => void): void;
}
interface PageElement {
  readonly shadowRoot: Root | null;
}
interface Root {
  querySelectorAll(selector: 'img, iframe[loading="lazy"]'): Iterable<Loading>;
  querySelectorAll(selector: '*'): Iterable<PageElement>;
}
declare const own: Own;
declare const document: Root & {
  readonly readyState: string;
  readonly fonts: { readonly ready: Promise<unknown>; readonly status: string };
};
declare const scrollY: number;

/**
 * Asks at once for the images and frames that the page would load only when somebody scrolls to them, and settles when the
 * fonts in use and all of those have arrived or failed that are shown within `height` CSS pixels: of the whole document, or
 * of what begins where it is scrolled to; in open shadow roots too. That may be never.
 */
export const awaitArrivals = async (height: number, isWhole: boolean): Promise<void> => {
  const offset = isWhole ? scrollY : 0;
  const arrival = (one: Loading) =>
    new Promise<void>((resolve) => {
      one.addEventListener('load', resolve);
      one.addEventListener('error', resolve);
    });
  const within = (root: Root): Loading[] => [
    ...root.querySelectorAll('img, iframe[loading="lazy"]'),
    ...[...root.querySelectorAll('*')].flatMap((element) => {
      const shadowRoot = own(element, 'shadowRoot');
      return shadowRoot === null ? [] : within(shadowRoot);
    }),
  ];
  const awaited = within(document).filter((one) => {
    const { top, bottom } = one.getBoundingClientRect();
    const isShown = one.getClientRects().length > 0;
    return one.complete !== true && isShown && bottom + offset >= 0 && top + offset < height;
  });
  // `ready` waits for the whole document as well, which may never come.
  const isComplete = document.readyState === 'complete';
  const fonts = isComplete || document.fonts.status === 'loading' ? document.fonts.ready : undefined;
  for (const one of awaited) if (one.loading === 'lazy') one.loading = 'eager';
  await Promise.all([fonts, ...awaited.map(arrival)]);
};
