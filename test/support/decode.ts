import sharp from 'sharp';

/** The decoded picture: its real size, and the colour at a place. */
export const decode = async (bytes: Uint8Array) => {
  const { data, info } = await sharp(bytes, { limitInputPixels: false })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number): readonly number[] => {
    const start = (y * info.width + x) * 3;
    return [data[start] ?? Number.NaN, data[start + 1] ?? Number.NaN, data[start + 2] ?? Number.NaN];
  };
  return { width: info.width, height: info.height, at, data };
};

/** The furthest that a channel is off. */
export const distance = (a: readonly number[], b: readonly number[]): number => {
  // Asked of every pixel of pictures, so without a list of its own.
  let furthest = 0;
  for (let index = 0; index < a.length; index += 1) {
    furthest = Math.max(furthest, Math.abs((a[index] ?? Number.NaN) - (b[index] ?? Number.NaN)));
  }
  return furthest;
};
