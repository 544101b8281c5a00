// Runs in the page, so it may use nothing from outside itself, and no timer either: those stand still where the page's
// scripts are off. Only what it needs of the DOM is declared, since the rest of the project must not see browser globals.
interface PageImage {
  readonly complete: boolean;
  loading: string;
  getBoundingClientRect(): { readonly top: number; readonly bottom: number };
  getClientRects(): ArrayLike<unknown>;
  addEventListener(type: 'load' | 'error', listener: () => void): void;
}
declare const document: {
  readonly readyState: string;
  readonly fonts: { readonly ready: Promise<unknown>; readonly status: string };
  readonly images: Iterable<PageImage>;
};
declare const scrollY: number;

/**
 * Asks at once for the images that the page would load only when somebody scrolls to them, and settles when the fonts in
 * use and all images have arrived or failed that are shown within `height` CSS pixels: of the whole document, or of what
 * begins where it is scrolled to. That may be never.
 */
export const awaitArrivals = async (height: number, isWhole: boolean): Promise<void> => {
  const offset = isWhole ? scrollY : 0;
  const arrival = (image: PageImage) =>
    new Promise<void>((resolve) => {
      image.addEventListener('load', resolve);
      image.addEventListener('error', resolve);
    });
  const awaited = [...document.images].filter((image) => {
    const { top, bottom } = image.getBoundingClientRect();
    const isShown = image.getClientRects().length > 0;
    return !image.complete && isShown && bottom + offset >= 0 && top + offset < height;
  });
  // `ready` waits for the whole document as well, which may never come.
  const isComplete = document.readyState === 'complete';
  const fonts = isComplete || document.fonts.status === 'loading' ? document.fonts.ready : undefined;
  for (const image of awaited) if (image.loading === 'lazy') image.loading = 'eager';
  await Promise.all([fonts, ...awaited.map(arrival)]);
};
