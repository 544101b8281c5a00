import type { CaptureOptions, Ratio } from './capture-options.ts';

/** The most a file may be high, in pixels (contract, `sizes`). */
export const MAX_FILE_HEIGHT = 30_000;
/** The most of a document that is captured, in CSS pixels (contract, `fullpage`). */
export const MAX_PAGE_HEIGHT = 30_000;
/** A page is never laid out in a taller viewport than this, in CSS pixels; the rest is captured beyond it. */
const MAX_LAYOUT_HEIGHT = 2_000;
/** Past this device scale the picture is enlarged instead (contract, `output_size`). */
const MAX_DEVICE_SCALE = 4;

/** What to lay out, what of it to photograph and how large the file becomes; derived from the options alone. */
export interface Geometry {
  /** The layout viewport in CSS pixels. */
  readonly viewport: { readonly width: number; readonly height: number };
  /** Device pixels a CSS pixel while rendering; text stays sharp up to 4. */
  readonly deviceScale: number;
  /** Height of the photographed part in CSS pixels (may be fractional); undefined: the document decides. */
  readonly cropHeight: number | undefined;
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
  const { viewport_width, ratio, fullpage } = options;
  const outputWidth = options.output_size ?? viewport_width;
  const deviceScale = Math.min(Math.max(outputWidth / viewport_width, 1), MAX_DEVICE_SCALE);
  const slope = heightPerWidth(ratio);
  if (fullpage) {
    return {
      viewport: { width: viewport_width, height: Math.round(viewport_width * slope) },
      deviceScale,
      cropHeight: undefined,
      output: { width: outputWidth, height: undefined },
    };
  }
  const outputHeight = Math.round(outputWidth * slope);
  const cropHeight = (outputHeight * viewport_width) / outputWidth;
  return {
    viewport: { width: viewport_width, height: Math.min(Math.ceil(cropHeight), MAX_LAYOUT_HEIGHT) },
    deviceScale,
    cropHeight,
    output: { width: outputWidth, height: outputHeight },
  };
};
