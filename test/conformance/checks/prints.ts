import { type PDFiumDocument, PDFiumLibrary } from '@hyzyla/pdfium';
import sharp from 'sharp';
import type { Judge } from '../conformance-case.ts';
import { GREEN } from '../pages/signal.ts';
import { isNear } from './is-near.ts';

/** Device pixels a PDF point at which sheets are looked at. */
const FINENESS = 3;
const POINTS_A_MM = 72 / 25.4;
const POINTS_A_CSS_PIXEL = 72 / 96;

/** What a PDF has to be. Lengths in millimetres unless they say otherwise. */
interface Paper {
  readonly width?: number;
  readonly height?: number;
  readonly sheets?: number;
  /** The green block of /letter on the first sheet: the margins at its left and top. */
  readonly margin?: number;
  /** Its width and height on paper, in CSS pixels. */
  readonly block?: { readonly width: number; readonly height: number };
  /** Text of the first sheet, to be found as text. */
  readonly text?: string;
  /** An address that a link of it leads to. */
  readonly link?: string;
  /** There is a WebP preview, as wide and high as the first sheet. */
  readonly preview?: boolean;
}

let library: ReturnType<typeof PDFiumLibrary.init> | undefined;
const pdfium = () => {
  library ??= PDFiumLibrary.init();
  return library;
};

const off = (
  what: string,
  found: number,
  wanted: number | undefined,
  tolerance: number,
): readonly string[] =>
  wanted === undefined || Math.abs(found - wanted) <= tolerance
    ? []
    : [`${what} is ${found.toFixed(1)}, not ${wanted.toFixed(1)}`];

/** The sheet's green block in points; undefined when there is none. */
const blockOf = ({ data, width, height }: { data: Uint8Array; width: number; height: number }) => {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const start = (y * width + x) * 4;
      const found = [data[start] ?? 0, data[start + 1] ?? 0, data[start + 2] ?? 0];
      if (!isNear(found, GREEN, 8)) continue;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y + 1);
    }
  }
  if (right === 0) return undefined;
  return {
    left: left / FINENESS,
    top: top / FINENESS,
    width: (right - left) / FINENESS,
    height: (bottom - top) / FINENESS,
  };
};

const sheetFaults = async (document: PDFiumDocument, wanted: Paper): Promise<readonly string[]> => {
  const sheet = document.getPage(0);
  const text = sheet.getText();
  const { originalWidth: width, originalHeight: height } = sheet.getOriginalSize();
  // Drawing closes the sheet: it comes last.
  const drawn = await sheet.render({ scale: FINENESS, render: 'bitmap' });
  const faults = [
    ...off('the width of a sheet in mm', width / POINTS_A_MM, wanted.width, 0.5),
    ...off('its height', height / POINTS_A_MM, wanted.height, 0.5),
    ...(wanted.text === undefined || text.includes(wanted.text)
      ? []
      : [`its text is ${JSON.stringify(text)}`]),
  ];
  if (wanted.margin === undefined && wanted.block === undefined) return faults;
  const block = blockOf(drawn);
  if (block === undefined) return [...faults, 'the ground of the block is not printed'];
  return [
    ...faults,
    ...off('the left margin in mm', block.left / POINTS_A_MM, wanted.margin, 0.5),
    ...off('the top margin in mm', block.top / POINTS_A_MM, wanted.margin, 0.5),
    ...off('the width of the block in CSS pixels', block.width / POINTS_A_CSS_PIXEL, wanted.block?.width, 2),
    ...off('its height', block.height / POINTS_A_CSS_PIXEL, wanted.block?.height, 2),
  ];
};

const previewFaults = async (preview: Uint8Array | undefined, document: PDFiumDocument) => {
  if (preview === undefined) return ['there is no preview'];
  const { format, width = 0, height = 1 } = await sharp(preview).metadata();
  const { originalWidth, originalHeight } = document.getPage(0).getOriginalSize();
  const isLike = Math.abs(width / height - originalWidth / originalHeight) < 0.01;
  const { data, info } = await sharp(preview).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return [
    ...(format === 'webp' && width <= 1280 && width >= 320
      ? []
      : [`the preview is ${format} and ${width} wide`]),
    ...(isLike ? [] : [`the preview is ${width}x${height}, unlike the sheet`]),
    ...(blockOf({ data, ...info }) === undefined ? ['the preview does not show the block'] : []),
  ];
};

/** Judges a capture that has to be a PDF of /letter. */
export const prints =
  (wanted: Paper): Judge =>
  async (capture) => {
    if (capture.outcome === 'failed') return [`failed with ${capture.code}: ${capture.detail}`];
    const { bytes, preview } = capture;
    if (!Buffer.from(bytes.subarray(0, 5)).equals(Buffer.from('%PDF-'))) return ['the file is no PDF'];
    const document = await (await pdfium()).loadDocument(bytes);
    try {
      const sheets = document.getPageCount();
      const isLinked = wanted.link === undefined || Buffer.from(bytes).includes(`(${wanted.link})`);
      return [
        ...off('the number of sheets', sheets, wanted.sheets, 0),
        ...(await sheetFaults(document, wanted)),
        ...(isLinked ? [] : [`no link leads to ${wanted.link}`]),
        ...(wanted.preview ? await previewFaults(preview, document) : []),
      ];
    } finally {
      document.destroy();
    }
  };
