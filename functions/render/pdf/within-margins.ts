import sharp from 'sharp';
import type { Pixels } from '../pixels.ts';
import type { Paper } from './paper.ts';

/** What lies between the margins of a sheet that has been drawn, and at least a pixel away from them. */
export const withinMargins = async (sheet: Pixels, paper: Paper): Promise<Pixels> => {
  const { data, channels, ...size } = sheet;
  const edge = Math.ceil((paper.margin * size.width) / paper.width) + 1;
  const width = Math.max(1, size.width - 2 * edge);
  const height = Math.max(1, size.height - 2 * edge);
  const [left, top] = [(size.width - width) >> 1, (size.height - height) >> 1];
  const inside = sharp(data, { raw: { ...size, channels } }).extract({ left, top, width, height });
  return { data: await inside.raw().toBuffer(), channels, width, height };
};
