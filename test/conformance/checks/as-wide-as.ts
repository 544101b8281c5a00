import { GREEN } from '../pages/signal.ts';
import { isNear } from './is-near.ts';
import type { Check } from './shot.ts';

/** The green ground that begins at the left of row 60 is this wide, in pixels. */
export const asWideAs =
  (width: number, tolerance = 1): Check =>
  ({ picture }) => {
    let found = 0;
    while (found < picture.width && isNear(picture.at(found, 60), GREEN, 2)) found += 1;
    return Math.abs(found - width) <= tolerance ? [] : [`the text is ${found} pixels wide, not ${width}`];
  };
