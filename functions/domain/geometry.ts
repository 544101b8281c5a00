import type { CaptureOptions, Ratio } from './capture-options.ts';

/** A page is never laid out in a taller viewport than this, in CSS pixels; the rest is captured beyond it. */
const MAX_LAYOUT_HEIGHT = 2_000;
/** Past this device scale the picture is enlarged instead (contract, `output_size`). */
const MAX_DEVICE_SCALE = 4;

/** What to lay out, how finely to draw it and how large the file becomes; derived from the options alone. */
export interface Geometry {
  /** The layout viewport in CSS pixels. */
  readonly viewport: { readonly width: number; readonly height: number };
  /** Device pixels across the viewport; text stays sharp up to 4 device pixels a CSS pixel. */
  readonly deviceWidth: number;
  /** The file's size in pixels; height undefined: the document decides. */
  readonly output: { readonly width: number; readonly height: number | undefined };
}

const heightPerWidth = (ratio: Ratio): number => {
  const [width, height] = ratio.split(':').map(Number) as [number, number];
  return height / width;
};

/** Pure geometry of a capture (contract, `sizes`, `output_size`, `ratio`, `fullpage`). */
export const geometry = (
  options: Pick<CaptureOptions, 'viewport_width' | 'output_size' | 'ratio' | 'fullpage'>,
): Geometry => {
  const { viewport_width: width, fullpage } = options;
  const slope = heightPerWidth(options.ratio);
  const outputWidth = options.output_size ?? width;
  const deviceWidth = Math.min(Math.max(outputWidth, width), width * MAX_DEVICE_SCALE);
  const outputHeight = Math.round(outputWidth * slope);
  const needed = Math.ceil((outputHeight * width) / outputWidth);
  return {
    viewport: { width, height: fullpage ? Math.round(width * slope) : Math.min(needed, MAX_LAYOUT_HEIGHT) },
    deviceWidth,
    output: { width: outputWidth, height: fullpage ? undefined : outputHeight },
  };
};
