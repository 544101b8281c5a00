import type { Check } from './shot.ts';

/** The file has this size, in pixels. */
export const size =
  (width: number, height: number): Check =>
  ({ picture }) =>
    picture.width === width && picture.height === height
      ? []
      : [`the file is ${picture.width}x${picture.height}, not ${width}x${height}`];
