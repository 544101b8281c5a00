import type { Check } from './shot.ts';

/** The file is larger than the picture in both directions: what is around it takes nothing from it. */
export const extendsOutside =
  (width: number, height: number): Check =>
  ({ picture }) =>
    picture.width > width && picture.height > height
      ? []
      : [`a file of ${picture.width}x${picture.height} has no frame around ${width}x${height}`];
