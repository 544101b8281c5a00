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

/** What should lie in one strip, in device pixels from the picture's top. */
export interface Undivided {
  readonly top: number;
  readonly bottom: number;
}

/** The last row up to `most` at which nothing that should not be is divided; `most` where there is none below `least`. */
const freeRow = (undivided: readonly Undivided[], least: number, most: number, step: number): number => {
  let row = most;
  for (;;) {
    const divided = undivided.find(({ top, bottom }) => top < row && bottom > row);
    if (divided === undefined) return row;
    row -= Math.ceil((row - divided.top) / step) * step;
    if (row <= least) return most;
  }
};

/**
 * Cuts a picture that is `height` device pixels high into strips. Each begins on a whole CSS pixel that is also a whole
 * device pixel, so that the strips join without a seam at any device scale; and not in what is `undivided`, as far as that goes.
 */
export const clips = (
  height: number,
  scale: DeviceScale,
  undivided: readonly Undivided[] = [],
): readonly Clip[] => {
  const divisor = greatestCommonDivisor(scale.device, scale.css);
  // The least distance after which CSS and device pixels meet again.
  const unit = { css: scale.css / divisor, device: scale.device / divisor };
  const most = Math.max(1, Math.floor(MAX_CLIP_ROWS / unit.device)) * unit.device;
  const strips: Clip[] = [];
  for (let row = 0; row < height; ) {
    const isLast = row + most >= height;
    const end = isLast ? height : freeRow(undivided, row + most / 2, row + most, unit.device);
    strips.push({
      top: (row / unit.device) * unit.css,
      // Rounded up: Chromium drops fractions of a clip, and a surplus row is cut off.
      height: Math.ceil(((end - row) * unit.css) / unit.device),
      rows: end - row,
    });
    row = end;
  }
  return strips;
};
