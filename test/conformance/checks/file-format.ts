import type { Check } from './shot.ts';

/** The file is of this format, as sharp names it (AVIF is heif). */
export const fileFormat =
  (wanted: string): Check =>
  ({ picture }) =>
    picture.fileFormat === wanted ? [] : [`the file is ${picture.fileFormat}, not ${wanted}`];
