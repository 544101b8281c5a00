import type { Size } from './picture-size.ts';

/**
 * The most device pixels a clip is high. A picture repeats itself after 8,192 of them where a GPU or its software
 * double draws; half of it leaves room and bounds the memory that one answer of the browser takes.
 */
const MAX_CLIP_ROWS = 4_000;

/** A horizontal strip of the page: where it lies in CSS pixels, and how many device pixels of its height are wanted. */
export interface Clip {
  readonly top: number;
  readonly height: number;
  readonly rows: number;
}

const greatestCommonDivisor = (a: number, b: number): number =>
  b === 0 ? a : greatestCommonDivisor(b, a % b);

/**
 * Cuts a picture of `shot` device pixels, of a page laid out `viewportWidth` CSS pixels wide, into strips. Each begins
 * on a whole CSS pixel that is also a whole device pixel, so that the strips join without a seam at any device scale.
 */
export const clips = (shot: Size, viewportWidth: number): readonly Clip[] => {
  const divisor = greatestCommonDivisor(shot.width, viewportWidth);
  // The least distance after which CSS and device pixels meet again.
  const unit = { css: viewportWidth / divisor, device: shot.width / divisor };
  const units = Math.max(1, Math.floor(MAX_CLIP_ROWS / unit.device));
  const strips: Clip[] = [];
  for (let row = 0; row < shot.height; row += units * unit.device) {
    const rows = Math.min(units * unit.device, shot.height - row);
    strips.push({
      top: (row / unit.device) * unit.css,
      // Rounded up: Chromium drops fractions of a clip, and a surplus row is cut off.
      height: Math.ceil((rows * unit.css) / unit.device),
      rows,
    });
  }
  return strips;
};
