import type { Box } from './box.ts';

/** A rectangle with round corners as an SVG element; `paint` are its attributes. */
export const roundedBox = ({ x, y, width, height }: Box, radius: number, paint: string): string =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" ${paint}/>`;
