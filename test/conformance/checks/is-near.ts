/** Whether no channel of two colours differs by more than `loss`; channels that `wanted` lacks do not count. */
export const isNear = (found: readonly number[], wanted: readonly number[], loss: number): boolean =>
  wanted.every((channel, index) => Math.abs(channel - (found[index] ?? Number.NaN)) <= loss);

/** What JPEG, lossy WebP and AVIF may change of a flat colour. */
export const LOSSY = 6;
