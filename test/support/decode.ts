import sharp from 'sharp';

/** The decoded picture: its real size, and the colour at a place. */
export const decode = async (bytes: Uint8Array) => {
  const { data, info } = await sharp(bytes, { limitInputPixels: false })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number): readonly number[] => [
    ...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3),
  ];
  return { width: info.width, height: info.height, at, data };
};

/** The furthest that a channel is off. */
export const distance = (a: readonly number[], b: readonly number[]): number =>
  Math.max(...a.map((channel, index) => Math.abs(channel - (b[index] ?? Number.NaN))));
