/**
 * The most device pixels a clip is high. A picture repeats itself after 8,192 of them where a GPU or its software
 * double draws; half of it leaves room and bounds the memory that one answer of the browser takes.
 */
const MAX_CLIP_ROWS = 4_000;

/** A horizontal strip of the picture: where it lies in CSS pixels from the picture's top, and how many device pixels of its height are wanted. */
export interface Clip {
  readonly top: number;
  readonly height: number;
  readonly rows: number;
}

const greatestCommonDivisor = (a: number, b: number): number =>
  b === 0 ? a : greatestCommonDivisor(b, a % b);

/** How many device pixels are drawn for so many CSS pixels; whole numbers. */
interface DeviceScale {
  readonly device: number;
  readonly css: number;
}

/**
 * Cuts a picture that is `height` device pixels high into strips. Each begins on a whole CSS pixel that is also a whole
 * device pixel, so that the strips join without a seam at any device scale.
 */
export const clips = (height: number, scale: DeviceScale): readonly Clip[] => {
  const divisor = greatestCommonDivisor(scale.device, scale.css);
  // The least distance after which CSS and device pixels meet again.
  const unit = { css: scale.css / divisor, device: scale.device / divisor };
  const units = Math.max(1, Math.floor(MAX_CLIP_ROWS / unit.device));
  const strips: Clip[] = [];
  for (let row = 0; row < height; row += units * unit.device) {
    const rows = Math.min(units * unit.device, height - row);
    strips.push({
      top: (row / unit.device) * unit.css,
      // Rounded up: Chromium drops fractions of a clip, and a surplus row is cut off.
      height: Math.ceil((rows * unit.css) / unit.device),
      rows,
    });
  }
  return strips;
};
