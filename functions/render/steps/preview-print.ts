import sharp from 'sharp';
import { encodePreview, PREVIEW_WIDTH } from '../encode.ts';
import { drawFirstPage } from '../first-page.ts';
import { fitted, type Size } from '../picture-size.ts';
import type { Pixels } from '../pixels.ts';
import type { Step } from '../step.ts';
import { made } from '../work.ts';

/** How long the first page is drawn for at most, in milliseconds. A usual one takes 200, and half of that is the start. */
const DRAW_MS = 8_000;

const pixelsOf = async (pdf: Uint8Array, ms: number): Promise<Pixels> => {
  const { data, width, height } = await drawFirstPage(pdf, PREVIEW_WIDTH, ms);
  const image = sharp(data, { raw: { width, height, channels: 4 } });
  return { data: await image.removeAlpha().raw().toBuffer(), channels: 3, width, height };
};

const emptyPage = (paper: Size): Pixels => {
  const size = fitted(paper, { width: PREVIEW_WIDTH, height: Number.POSITIVE_INFINITY });
  return { data: Buffer.alloc(size.width * size.height * 3, 0xff), channels: 3, ...size };
};

/** Writes the small picture of the document's first page; what cannot be drawn is no reason to withhold the document. */
export const previewPrint: Step = {
  name: 'preview',
  essential: true,
  overdue: 'page_unresponsive',
  share: 1,
  run: async (work) => {
    const file = made(work, 'file');
    const page = await pixelsOf(file.bytes, work.budget.allot(0.7, DRAW_MS)).catch(() => {
      work.warnings.push('The first page could not be drawn: the preview is empty.');
      return emptyPage(file);
    });
    return { preview: () => encodePreview(page, page) };
  },
};
