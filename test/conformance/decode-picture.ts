import sharp from 'sharp';

/** A picture file, decoded. Places in pixels from the top left. */
export interface DecodedPicture {
  readonly width: number;
  readonly height: number;
  /** As sharp names it: jpeg, png, webp, heif (for AVIF). */
  readonly fileFormat: string;
  /** Red, green, blue and alpha, 0 to 255; alpha is 255 where the file has none. */
  at(x: number, y: number): readonly [number, number, number, number];
}

/** Decodes a picture file of any size. Throws when it is none. */
export const decodePicture = async (bytes: Uint8Array): Promise<DecodedPicture> => {
  const image = sharp(bytes, { limitInputPixels: false, unlimited: true });
  const { format = 'unknown' } = await image.metadata();
  const { data, info } = await image.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  return {
    width,
    height,
    fileFormat: format,
    at: (x, y) => {
      const start = (y * width + x) * 4;
      return [data[start] ?? 0, data[start + 1] ?? 0, data[start + 2] ?? 0, data[start + 3] ?? 0];
    },
  };
};
