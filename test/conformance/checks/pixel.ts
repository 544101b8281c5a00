import { isNear } from './is-near.ts';
import type { Check } from './shot.ts';

/** The pixel at a place has this colour (red, green, blue and, where it is given, alpha), but for `loss` a channel. */
export const pixel =
  (x: number, y: number, wanted: readonly number[], loss = 0): Check =>
  ({ picture }) => {
    if (x >= picture.width || y >= picture.height) {
      return [`there is no pixel at (${x}, ${y}) in ${picture.width}x${picture.height}`];
    }
    const found = picture.at(x, y);
    return isNear(found, wanted, loss)
      ? []
      : [`(${x}, ${y}) is ${found.slice(0, wanted.length)}, not ${wanted}`];
  };
