import type { Pixels } from '../pixels.ts';

/** Where a picture goes in its frame, in device pixels. */
interface Place {
  readonly left: number;
  readonly top: number;
  readonly radius: { readonly top: number; readonly bottom: number };
  /** True: the frame is seen where the picture is transparent. */
  readonly isGround: boolean;
}

/** How much of a pixel is within a rounded corner, from 0 to 1: `across` and `down` are the way to its middle. */
const inCorner = (across: number, down: number, radius: number): number =>
  Math.min(1, Math.max(0, radius + 0.5 - Math.hypot(across, down)));

const mix = (
  framed: Pixels,
  to: number,
  picture: Pixels,
  from: number,
  part: number,
  isGround: boolean,
): void => {
  const { data } = framed;
  const own = picture.channels === 4 ? (picture.data[from + 3] ?? 0) / 255 : 1;
  const under = (data[to + 3] ?? 0) / 255;
  // Of the pixel, `part` is picture and the rest is frame, so that an edge is neither light nor dark.
  const above = own * part;
  const below = under * (1 - part) + (isGround ? under * part * (1 - own) : 0);
  const whole = above + below;
  for (let channel = 0; channel < 3; channel += 1) {
    data[to + channel] =
      whole === 0
        ? 0
        : Math.round(
            ((picture.data[from + channel] ?? 0) * above + (data[to + channel] ?? 0) * below) / whole,
          );
  }
  data[to + 3] = Math.round(whole * 255);
};

/** Columns from `from` to `to` of a row that are the picture's alone. */
const copy = (framed: Pixels, to: number, picture: Pixels, from: number, count: number): void => {
  if (picture.channels === 4) {
    framed.data.set(picture.data.subarray(from, from + count * 4), to);
    return;
  }
  const { data } = framed;
  for (let pixel = 0, source = from, target = to; pixel < count; pixel += 1, source += 3, target += 4) {
    data[target] = picture.data[source] as number;
    data[target + 1] = picture.data[source + 1] as number;
    data[target + 2] = picture.data[source + 2] as number;
    data[target + 3] = 255;
  }
};

/**
 * Puts the picture into its frame (RGBA, not multiplied), with round corners. Where nothing shines through and away
 * from the corners its pixels are copied as they are.
 */
export const blendPicture = (
  framed: Pixels,
  picture: Pixels,
  { left, top, radius, isGround }: Place,
): void => {
  const { width, height, channels } = picture;
  for (let y = 0; y < height; y += 1) {
    const isUpper = y + 0.5 < radius.top;
    const isLower = y + 0.5 > height - radius.bottom;
    const own = isUpper ? radius.top : isLower ? radius.bottom : 0;
    const down = isUpper ? radius.top - y - 0.5 : y + 0.5 - height + radius.bottom;
    const corner = Math.min(Math.ceil(own), width >> 1);
    const from = y * width * channels;
    const to = ((y + top) * framed.width + left) * 4;
    for (let x = 0; x < corner; x += 1) {
      const part = inCorner(own - x - 0.5, down, own);
      const far = width - 1 - x;
      mix(framed, to + x * 4, picture, from + x * channels, part, isGround);
      mix(framed, to + far * 4, picture, from + far * channels, part, isGround);
    }
    const inner = width - 2 * corner;
    if (channels === 4 && isGround) {
      for (let x = corner; x < corner + inner; x += 1) {
        mix(framed, to + x * 4, picture, from + x * channels, 1, true);
      }
    } else copy(framed, to + corner * 4, picture, from + corner * channels, inner);
  }
};
