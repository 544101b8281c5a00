import sharp from 'sharp';
import type { Size } from '../../domain/size.ts';
import type { Preview } from '../../ports/renderer.ts';
import { encodePreview, PREVIEW_WIDTH } from '../picture/encode.ts';
import { fitted } from '../picture/picture-size.ts';
import type { Pixels } from '../pixels.ts';
import { drawFirstPage } from './first-page.ts';

/**
 * How long the first page is drawn for at most, in milliseconds. A usual one takes 200, and half of that is the start. The
 * worker has some 20 s for it and for storing what there is.
 */
const DRAW_MS = 5_000;

/** Draws the first page of a document, as wide as its preview. Throws when it cannot be drawn, or not in time. */
export const drawDocument = async (pdf: Uint8Array): Promise<Pixels> => {
  const { data, width, height } = await drawFirstPage(pdf, PREVIEW_WIDTH, DRAW_MS);
  const image = sharp(data, { raw: { width, height, channels: 4 } });
  return { data: await image.removeAlpha().raw().toBuffer(), channels: 3, width, height };
};

const emptyPage = (paper: Size): Pixels => {
  const size = fitted(paper, { width: PREVIEW_WIDTH, height: Number.POSITIVE_INFINITY });
  return { data: Buffer.alloc(size.width * size.height * 3, 0xff), channels: 3, ...size };
};

/**
 * The small picture of a document's first page. What cannot be drawn is no reason to withhold the document: white paper of
 * its size (CSS pixels), and a warning. `drawn`: the page, where it has been drawn before.
 */
export const previewOfPdf = async (pdf: Uint8Array, paper: Size, drawn?: Pixels): Promise<Preview> => {
  const page = drawn ?? (await drawDocument(pdf).catch(() => undefined));
  if (page !== undefined) return { bytes: await encodePreview(page, page) };
  const empty = emptyPage(paper);
  return {
    bytes: await encodePreview(empty, empty),
    warning: 'The first page could not be drawn: the preview is empty.',
  };
};
