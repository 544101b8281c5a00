import type { Pixels } from '../pixels.ts';
import { blendOver } from './blend-over.ts';
import { blendPicture } from './blend-picture.ts';
import type { Box } from './box.ts';
import { type DrawFrame, outerSize } from './frame.ts';
import { mark } from './mark.ts';
import { rasterise } from './rasterise.ts';
import { visibleParts } from './visible-parts.ts';

/** What a picture is framed with beside its frame. */
export interface Framing {
  /** The page's address, for frames that show it. */
  readonly address: URL;
  /** Device pixels a pixel of the frame's drawing: 2 with hidpi. */
  readonly density: number;
  /** The text of the mark; none where absent. */
  readonly mark?: string | undefined;
}

/** Where the picture is, in device pixels. */
interface Place {
  readonly left: number;
  readonly top: number;
  readonly radius: { readonly top: number; readonly bottom: number };
}

/** What the picture hides of its frame: nothing where the frame shines through it. */
const covered = (
  { width, height, channels }: Pixels,
  { left, top, radius }: Place,
  isGround: boolean,
): Box => {
  const [head, foot] = [Math.ceil(radius.top), Math.ceil(radius.bottom)];
  const isHidden = channels === 3 || !isGround;
  return { x: left, y: top + head, width, height: isHidden ? Math.max(0, height - head - foot) : 0 };
};

const write = ({ data, width }: Pixels, drawn: Uint8Array, part: Box): void => {
  const row = part.width * 4;
  for (let y = 0; y < part.height; y += 1) {
    data.set(drawn.subarray(y * row, (y + 1) * row), ((part.y + y) * width + part.x) * 4);
  }
};

/**
 * The picture in its frame, with alpha. The picture's own pixels stay as they are, but for its round corners and the
 * mark.
 */
export const framePicture = async (
  pixels: Pixels,
  draw: DrawFrame,
  { address, density, mark: text }: Framing,
): Promise<Pixels> => {
  const { host, protocol } = address;
  const isSecure = protocol === 'https:';
  const page = { width: pixels.width / density, height: pixels.height / density, host, isSecure };
  const frame = draw(page);
  const { margin, radius, drawing, isGround } = frame;
  const outer = outerSize(page, margin);
  const [width, height] = [outer.width * density, outer.height * density];
  const place = {
    left: margin.left * density,
    top: margin.top * density,
    radius: { top: radius.top * density, bottom: radius.bottom * density },
  };
  const framed: Pixels = { data: Buffer.alloc(width * height * 4), width, height, channels: 4 };
  const parts = drawing === '' ? [] : visibleParts(framed, covered(pixels, place, isGround));
  for (const part of parts) write(framed, await rasterise(drawing, part, density), part);
  blendPicture(framed, pixels, { ...place, isGround });
  if (text !== undefined) {
    const { box, drawing: plate } = mark(text, page, frame);
    const [x, y] = [box.x * density, box.y * density];
    const part = { x, y, width: box.width * density, height: box.height * density };
    blendOver(framed, await rasterise(plate, part, density), part);
  }
  return framed;
};
