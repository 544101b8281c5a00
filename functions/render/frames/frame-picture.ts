import type { Pixels } from '../pixels.ts';
import { blendOver } from './blend-over.ts';
import { blendPicture } from './blend-picture.ts';
import { type DrawFrame, outerSize } from './frame.ts';
import { mark } from './mark.ts';
import { rasterise } from './rasterise.ts';

/** Rows that are drawn at a time: bounds what a frame takes of memory beside its own pixels. */
const STRIP_ROWS = 1_024;

/** What a picture is framed with beside its frame. */
export interface Framing {
  /** The host of the page, for frames that show it. */
  readonly host: string;
  /** Device pixels a pixel of the frame's drawing: 2 with hidpi. */
  readonly density: number;
  /** The text of the mark; none where absent. */
  readonly mark?: string | undefined;
}

/**
 * The picture in its frame, with alpha. The picture's own pixels stay as they are, but for its round corners and the
 * mark.
 */
export const framePicture = async (
  pixels: Pixels,
  draw: DrawFrame,
  { host, density, mark: text }: Framing,
): Promise<Pixels> => {
  const page = { width: pixels.width / density, height: pixels.height / density, host };
  const frame = draw(page);
  const { margin, radius, drawing, isGround } = frame;
  const inPixels = (length: number) => length * density;
  const { width, height } = outerSize(pixels, {
    left: inPixels(margin.left),
    right: inPixels(margin.right),
    top: inPixels(margin.top),
    bottom: inPixels(margin.bottom),
  });
  const framed: Pixels = { data: Buffer.alloc(width * height * 4), width, height, channels: 4 };
  for (let top = 0; top < height; top += STRIP_ROWS) {
    const rows = Math.min(STRIP_ROWS, height - top);
    if (drawing !== '') {
      const strip = await rasterise(drawing, { x: 0, y: top, width, height: rows }, density);
      framed.data.set(strip, top * width * 4);
    }
    blendPicture(framed, pixels, {
      left: inPixels(margin.left),
      top: inPixels(margin.top),
      radius: { top: inPixels(radius.top), bottom: inPixels(radius.bottom) },
      isGround,
      rows: { from: top, to: top + rows },
    });
  }
  if (text !== undefined) {
    const { box, drawing: plate } = mark(text, page, frame);
    const part = {
      x: inPixels(box.x),
      y: inPixels(box.y),
      width: inPixels(box.width),
      height: inPixels(box.height),
    };
    blendOver(framed, await rasterise(plate, part, density), part);
  }
  return framed;
};
