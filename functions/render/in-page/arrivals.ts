// Runs in the page, so it may use nothing from outside itself. Only what it needs of the DOM is declared, since the
// rest of the project must not see browser globals.
interface PageImage {
  readonly complete: boolean;
  getBoundingClientRect(): { readonly top: number; readonly bottom: number; readonly width: number };
  addEventListener(type: 'load' | 'error', listener: () => void): void;
}
declare const document: {
  readonly fonts: { readonly ready: Promise<unknown> };
  readonly images: Iterable<PageImage>;
};

/** Settles when the fonts in use, and the images within `height` CSS pixels from the top, are there or have failed. */
export const arrivals = async (height: number): Promise<void> => {
  const inPicture = ({ top, bottom, width }: ReturnType<PageImage['getBoundingClientRect']>) =>
    width > 0 && bottom > 0 && top < height;
  const missing = [...document.images].filter(
    (image) => !image.complete && inPicture(image.getBoundingClientRect()),
  );
  const arrival = (image: PageImage) =>
    new Promise<void>((resolve) => {
      image.addEventListener('load', resolve);
      image.addEventListener('error', resolve);
    });
  await Promise.all([document.fonts.ready, ...missing.map(arrival)]);
};
