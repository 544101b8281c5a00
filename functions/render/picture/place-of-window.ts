import type { Protocol } from 'puppeteer-core';

/** In CSS pixels from the document's top left corner. */
interface Place {
  readonly x: number;
  readonly y: number;
}

/** Where the window is in a document. */
interface PlaceOfWindow extends Place {
  /** Where it is when nobody has scrolled: a document that is written from right to left begins at its right end. */
  readonly unscrolled: Place;
}

/** Where the window is, from the two ways in which the browser tells it: from the corner, and from the beginning. */
export const placeOfWindow = ({
  cssLayoutViewport: { pageX: fromLeft, pageY: fromTop },
  cssVisualViewport: { pageX: scrolledX, pageY: scrolledY },
}: Protocol.Page.GetLayoutMetricsResponse): PlaceOfWindow => {
  // The first are whole pixels, the second have their fractions.
  const unscrolled = { x: Math.round(fromLeft - scrolledX), y: Math.round(fromTop - scrolledY) };
  return { x: unscrolled.x + scrolledX, y: unscrolled.y + scrolledY, unscrolled };
};
