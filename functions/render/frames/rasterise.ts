import sharp from 'sharp';
import type { Box } from './box.ts';

/**
 * Draws a part of an SVG drawing: rows of 8-bit red, green, blue and alpha (not multiplied). `part` is in device pixels,
 * of which there are `density` in each direction for a unit of the drawing.
 */
export const rasterise = (drawing: string, part: Box, density: number): Promise<Buffer> => {
  const viewBox = [part.x, part.y, part.width, part.height].map((length) => length / density).join(' ');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${part.width}" height="${part.height}" viewBox="${viewBox}" preserveAspectRatio="none">${drawing}</svg>`;
  return sharp(Buffer.from(svg), { limitInputPixels: false, unlimited: true })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer();
};
