import type { CaptureOptions } from './capture-options.ts';
import type { Ratio } from './ratios.ts';

/** What a file shows is laid out in a viewport no taller than this, in CSS pixels; the rest is captured beyond it. */
const MAX_LAYOUT_HEIGHT = 2_000;
/** The most of a document that is captured, in CSS pixels (contract, `fullpage`). */
export const MAX_PAGE_HEIGHT = 30_000;
/** Past this device scale the picture is enlarged instead (contract, `output_size`). */
export const MAX_DEVICE_SCALE = 4;

/** The options that decide sizes. */
export type SizeOptions = Pick<
  CaptureOptions,
  'viewport_width' | 'output_size' | 'ratio' | 'crop_height' | 'fullpage' | 'selector' | 'format' | 'hidpi'
>;

/** What to lay out, how finely to draw it and how large the file becomes; derived from the options alone. */
export interface Geometry {
  /** The layout viewport in CSS pixels. */
  readonly viewport: { readonly width: number; readonly height: number };
  /** Device pixels across the viewport; text stays sharp up to 4 device pixels a CSS pixel. */
  readonly deviceWidth: number;
  /** The file's size in pixels; height undefined: the document, the element or the paper decides. */
  readonly output: { readonly width: number; readonly height: number | undefined };
  /** Pixels of the file for each that was asked for, in each direction: 2 with hidpi. */
  readonly density: 1 | 2;
  /** The file is as large as the element that it shows, unless the caller asked for a width (contract, `selector`). */
  readonly ownSize: boolean;
  /** The option that decides the height. */
  readonly decidedBy: 'format' | 'selector' | 'fullpage' | 'crop_height' | 'ratio';
}

const atRatio = (width: number, ratio: Ratio): number => {
  const [across, down] = ratio.split(':').map(Number) as [number, number];
  return Math.round((width * down) / across);
};

/** What decides the height of the file, the first that applies, and the height in pixels at a width. */
const heightRules: readonly {
  readonly by: Geometry['decidedBy'];
  readonly applies: (options: SizeOptions) => boolean;
  readonly height: (options: SizeOptions, width: number) => number | undefined;
}[] = [
  { by: 'format', applies: ({ format }) => format === 'pdf', height: () => undefined },
  { by: 'selector', applies: ({ selector }) => selector !== '', height: () => undefined },
  { by: 'fullpage', applies: ({ fullpage }) => fullpage, height: () => undefined },
  {
    by: 'crop_height',
    applies: ({ crop_height }) => crop_height !== undefined,
    height: ({ crop_height }) => crop_height,
  },
];
const byRatio = {
  by: 'ratio',
  height: ({ ratio }: SizeOptions, width: number) => atRatio(width, ratio),
} as const;

/** Pure geometry of a capture (contract, `sizes`, `output_size`, `hidpi`, `ratio`, `crop_height`, `fullpage`). */
export const geometry = (options: SizeOptions): Geometry => {
  const width = options.viewport_width;
  const fileWidth = options.output_size ?? width;
  const density = options.hidpi ? 2 : 1;
  const rule = heightRules.find(({ applies }) => applies(options)) ?? byRatio;
  const fileHeight = rule.height(options, fileWidth);
  const layoutHeight =
    fileHeight === undefined
      ? atRatio(width, options.ratio)
      : Math.min(Math.ceil((fileHeight * width) / fileWidth), MAX_LAYOUT_HEIGHT);
  return {
    viewport: { width, height: layoutHeight },
    deviceWidth: Math.min(Math.max(fileWidth, width) * density, width * MAX_DEVICE_SCALE),
    output: {
      width: fileWidth * density,
      height: fileHeight === undefined ? undefined : fileHeight * density,
    },
    density,
    ownSize: rule.by === 'selector' && options.output_size === undefined,
    decidedBy: rule.by,
  };
};
