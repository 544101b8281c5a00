/** Whether no channel of two colours differs by more than `loss`; channels that `wanted` lacks do not count. */
export const isNear = (found: readonly number[], wanted: readonly number[], loss: number): boolean => {
  // Asked of every pixel of pictures, so without a call for each channel.
  for (let index = 0; index < wanted.length; index += 1) {
    const distance = Math.abs((wanted[index] ?? Number.NaN) - (found[index] ?? Number.NaN));
    if (!(distance <= loss)) return false;
  }
  return true;
};

/** What JPEG, lossy WebP and AVIF may change of a flat colour. */
export const LOSSY = 6;
