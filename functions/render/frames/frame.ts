import type { Size } from '../../domain/size.ts';
import type { Box } from './box.ts';

/**
 * A picture that is to be framed. All lengths of a frame are pixels of the file at one device pixel a CSS pixel: with
 * hidpi the same drawing has twice the pixels.
 */
export interface FramedPage extends Size {
  /** The host of the page, as URLs write it: ASCII. Empty where there is none. */
  readonly host: string;
  /** True: it came over TLS. */
  readonly isSecure?: boolean;
}

/** What a frame adds at each side. Whole numbers, so that the picture's own pixels are not resampled. */
export interface Margin {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A frame for one picture. */
export interface Frame {
  readonly margin: Margin;
  /** The radius of the picture's own corners. */
  readonly radius: { readonly top: number; readonly bottom: number };
  /**
   * SVG elements that lie around and under the picture, from the upper left corner of the framed picture. No filters and
   * no text: a filter is wrong at the edges of the strips in which a tall frame is drawn, and a Lambda has no fonts.
   */
  readonly drawing: string;
  /** True: the picture lies on the drawing, which is seen where the picture is transparent. Otherwise nothing is. */
  readonly isGround: boolean;
}

/** Makes a frame for a picture; pure. */
export type DrawFrame = (page: FramedPage) => Frame;

/** The size of the whole: the picture and what its frame adds. */
export const outerSize = ({ width, height }: Size, { left, top, right, bottom }: Margin): Size => ({
  width: left + width + right,
  height: top + height + bottom,
});

/** Where the picture lies in its frame. */
export const pictureBox = ({ width, height }: FramedPage, { left, top }: Margin): Box => ({
  x: left,
  y: top,
  width,
  height,
});
