import sharp from 'sharp';
import type { Check } from './shot.ts';

/** There is a WebP of this size beside the file. */
export const hasPreview =
  (width: number, height: number): Check =>
  async ({ preview }) => {
    if (preview === undefined) return ['there is no preview'];
    const found = await sharp(preview).metadata();
    return found.format === 'webp' && found.width === width && found.height === height
      ? []
      : [`the preview is ${found.format} ${found.width}x${found.height}, not webp ${width}x${height}`];
  };
