import type { CaptureOptions } from '../../domain/capture-options.ts';
import { type Geometry, MAX_PAGE_HEIGHT } from '../../domain/geometry.ts';
import type { Size } from '../../domain/size.ts';
import { framedSize } from '../frames/framed-size.ts';
import type { PictureFormat } from './picture-format.ts';

/** The most a file may be high, in pixels, at one device pixel a CSS pixel (contract, `sizes`). */
const MAX_FILE_HEIGHT = 30_000;
export const MAX_WEBP_SIDE = 16_383;
/** The most pixels a side that a format can hold (contract, `format limits`). */
const formatLimits: Readonly<Record<PictureFormat, number>> = {
  jpg: 65_500,
  png: Number.POSITIVE_INFINITY,
  webp: MAX_WEBP_SIDE,
  webp_lossless: MAX_WEBP_SIDE,
  avif: 16_384,
};

/** How much of the page is photographed and what size the file has. */
export interface PictureSize {
  /** Device pixels to photograph. */
  readonly shot: Size;
  /** The picture of the page in the file. */
  readonly picture: Size;
  /** The picture with its frame; the same where there is none. */
  readonly file: Size;
  /** Whether something that was asked for is not in the picture. */
  readonly truncated: boolean;
  /** Sentences for the caller about what was cut or scaled down. */
  readonly warnings: readonly string[];
}

const text = (pixels: number): string => pixels.toLocaleString('en-US');

/** `size` made to fit `limit` a side, keeping the ratio. Each side keeps at least one pixel. */
export const fitted = (size: Size, limit: Size): Size => {
  const scale = Math.min(1, limit.width / size.width, limit.height / size.height);
  if (scale === 1) return size;
  const side = (pixels: number, most: number) => Math.min(most, Math.max(1, Math.round(pixels * scale)));
  return { width: side(size.width, limit.width), height: side(size.height, limit.height) };
};

/** The largest picture of the same shape whose file, as `fileOf` has it, has at most `limit` pixels a side. */
const fittedFile = (wanted: Size, limit: number, fileOf: (picture: Size) => Size): Size => {
  const fits = (picture: Size) => {
    const { width, height } = fileOf(picture);
    return Math.max(width, height) <= limit;
  };
  if (fits(wanted)) return wanted;
  const within = (side: number) => fitted(wanted, { width: side, height: side });
  // By halves: what a frame adds does not grow in step with its picture.
  let [fitting, tooLarge] = [1, Math.max(wanted.width, wanted.height)];
  while (tooLarge - fitting > 1) {
    const side = Math.floor((fitting + tooLarge) / 2);
    if (fits(within(side))) fitting = side;
    else tooLarge = side;
  }
  return within(fitting);
};

/** How far down the picture can reach, in CSS pixels from its top, whatever the height of the document. */
export const reach = ({ output, viewport, density, decidedBy }: Geometry): number => {
  // A document of pages has no end. (Infinity could not be told to the page.)
  if (decidedBy === 'format') return Number.MAX_SAFE_INTEGER;
  const cssPixels = (filePixels: number) => Math.ceil((filePixels * viewport.width) / output.width);
  return output.height === undefined
    ? Math.min(MAX_PAGE_HEIGHT, cssPixels(MAX_FILE_HEIGHT * density))
    : cssPixels(output.height);
};

/** Whether the picture is of the document as a whole, or of something that may lie anywhere in it. */
export const isWhole = ({ output }: Geometry): boolean => output.height === undefined;

/**
 * The picture's size once the size of what it is to show is known, the document or an element (CSS pixels), within what
 * files and formats can hold. A frame extends outside of the picture, and a format has to hold both.
 */
export const pictureSize = (
  geometry: Geometry,
  content: Size,
  format: PictureFormat,
  frame: CaptureOptions['frame'] = '',
): PictureSize => {
  const warnings: string[] = [];
  const { deviceWidth, output, viewport } = geometry;
  const maxHeight = MAX_FILE_HEIGHT * geometry.density;
  const width = geometry.ownSize ? Math.max(1, Math.round(content.width * geometry.density)) : output.width;
  const wanted =
    output.height ?? Math.round((Math.min(content.height, MAX_PAGE_HEIGHT) * width) / content.width);
  const height = Math.max(1, Math.min(wanted, maxHeight));
  const truncated = output.height === undefined && (content.height > MAX_PAGE_HEIGHT || wanted > maxHeight);
  if (truncated) {
    const shown = Math.round((height * content.width) / width);
    const what = geometry.decidedBy === 'selector' ? 'element' : 'page';
    warnings.push(
      `The ${what} is ${text(content.height)} CSS pixels high: the picture ends after the first ${text(shown)}.`,
    );
  }
  const limit = formatLimits[format];
  const fileOf = (size: Size) => (frame === '' ? size : framedSize(frame, size, geometry.density));
  const picture = fittedFile({ width, height }, limit, fileOf);
  const file = fileOf(picture);
  if (picture.height < height || picture.width < width) {
    warnings.push(
      `A ${format} file ends at ${text(limit)} pixels a side: the picture was scaled down to ${file.width} x ${file.height}.`,
    );
  }
  const shotWidth = Math.max(1, Math.round((content.width * deviceWidth) / viewport.width));
  const shotHeight = Math.max(1, Math.round((height * shotWidth) / width));
  return { shot: { width: shotWidth, height: shotHeight }, picture, file, truncated, warnings };
};
