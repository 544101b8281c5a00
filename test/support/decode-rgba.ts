import sharp from 'sharp';

/** The decoded picture with alpha: its real size, and red, green, blue and alpha at a place. */
export const decodeRgba = async (bytes: Uint8Array) => {
  const { data, info } = await sharp(bytes, { limitInputPixels: false })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number): readonly number[] => [
    ...data.subarray((y * info.width + x) * 4, (y * info.width + x) * 4 + 4),
  ];
  return { width: info.width, height: info.height, at, data };
};
