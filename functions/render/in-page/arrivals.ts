// Runs in the page, so it may use nothing from outside itself. Only what it needs of the DOM is declared, since the
// rest of the project must not see browser globals.
interface Box {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
  readonly width: number;
  readonly height: number;
}
interface PageImage {
  readonly complete: boolean;
  loading: string;
  getClientRects(): ArrayLike<unknown>;
  getBoundingClientRect(): Box;
  addEventListener(type: 'load' | 'error', listener: () => void): void;
}
declare const document: {
  readonly readyState: string;
  readonly fonts: { readonly ready: Promise<unknown>; readonly status: string };
  readonly images: Iterable<PageImage>;
};
declare const innerWidth: number;
declare const innerHeight: number;
declare const scrollY: number;

/** What of the picture has not arrived. */
export interface Missing {
  readonly images: number;
  readonly fonts: boolean;
}

/**
 * Asks at once for the images that the page would load only when somebody scrolls to them, waits up to `patience`
 * milliseconds for the fonts in use and for all images in the picture, which is `height` CSS pixels high, and tells
 * what is still missing. What has failed is not missing: any visitor sees it so.
 */
export const arrivals = async (height: number, patience: number): Promise<Missing> => {
  // What does not fit the viewport is photographed from the top of the page, and else what is in view.
  const above = height > innerHeight ? scrollY : 0;
  const inPicture = (image: PageImage): boolean => {
    const { top, bottom, left, right, width } = image.getBoundingClientRect();
    // Without a box it is not shown, and one of a single pixel only counts visitors.
    if (image.getClientRects().length === 0 || width === 1) return false;
    return bottom + above >= 0 && top + above < height && right >= 0 && left < innerWidth;
  };
  const missing = () => [...document.images].filter((image) => !image.complete && inPicture(image));
  const arrival = (image: PageImage) =>
    new Promise<void>((resolve) => {
      image.addEventListener('load', resolve);
      image.addEventListener('error', resolve);
    });
  const awaited = missing();
  // `ready` waits for the whole document as well, which may never come.
  const isComplete = document.readyState === 'complete';
  const fonts = isComplete || document.fonts.status === 'loading' ? document.fonts.ready : undefined;
  for (const image of awaited) if (image.loading === 'lazy') image.loading = 'eager';
  await Promise.race([
    Promise.all([fonts, ...awaited.map(arrival)]),
    new Promise((resolve) => setTimeout(resolve, patience)),
  ]);
  // One without a size of its own leaves no gap that anybody would see.
  const leavesGap = (image: PageImage) => image.getBoundingClientRect().height > 0;
  return { images: missing().filter(leavesGap).length, fonts: document.fonts.status === 'loading' };
};
