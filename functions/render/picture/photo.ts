import sharp, { type Sharp } from 'sharp';
import type { Size } from '../../domain/size.ts';
import type { Pixels } from '../pixels.ts';

/** What was photographed of a page. */
export interface Photo {
  /** The JPEG that the browser wrote, where its pixels are the ones that were asked for; its colours are tagged sRGB. */
  readonly jpeg?: Uint8Array;
  /** All of its pixels. */
  pixels(): Promise<Pixels>;
  /** An eighth of its pixels a side; absent where all of them are at hand. */
  glance?(): Promise<Pixels>;
}

/** Pixels as a photo. */
export const photoOf = (pixels: Pixels): Photo => {
  const ready = Promise.resolve(pixels);
  return { pixels: () => ready };
};

const read = async (image: Sharp, size: Size): Promise<Pixels> => ({
  data: await image.removeAlpha().raw().toBuffer(),
  channels: 3,
  ...size,
});

/**
 * How what the browser writes is read. It draws in sRGB (chromium-args.ts) and says so with a profile; to convert from that
 * to the same would take three times as long as all the rest.
 */
export const fromBrowser = { limitInputPixels: false, ignoreIcc: true } as const;

/** A JPEG of this size in pixels as a photo: it is read when somebody asks for what is in it, once. */
export const photoOfJpeg = (jpeg: Uint8Array, size: Size): Photo => {
  let all: Promise<Pixels> | undefined;
  const eighth = { width: Math.ceil(size.width / 8), height: Math.ceil(size.height / 8) };
  // Begun at once, since whoever judges the picture asks for it next. Eight by eight the decoder makes one of, without ever
  // having the others.
  const glance = read(
    sharp(jpeg, fromBrowser).resize(eighth.width, eighth.height, { fit: 'fill', kernel: 'nearest' }),
    eighth,
  );
  glance.catch(() => undefined);
  return {
    jpeg,
    pixels: () => {
      all ??= read(sharp(jpeg, fromBrowser), size);
      return all;
    },
    glance: () => glance,
  };
};
