import { isNear } from './is-near.ts';
import type { Check } from './shot.ts';

/** Part of a picture, in pixels; the whole of it unless given. */
interface Part {
  readonly left?: number;
  readonly top?: number;
  readonly right?: number;
  readonly bottom?: number;
}

/** Every pixel of a part of the picture (right and bottom are outside of it) has this colour, but for `loss` a channel. */
export const filled =
  (wanted: readonly number[], part: Part = {}, loss = 0): Check =>
  ({ picture }) => {
    const { left = 0, top = 0, right = picture.width, bottom = picture.height } = part;
    if (right > picture.width || bottom > picture.height) {
      return [`the picture ends at ${picture.width}x${picture.height}, before ${right}x${bottom}`];
    }
    let wrong = 0;
    let first = '';
    for (let y = top; y < bottom; y += 1) {
      for (let x = left; x < right; x += 1) {
        const found = picture.at(x, y);
        if (isNear(found, wanted, loss)) continue;
        if (wrong === 0) first = `(${x}, ${y}) is ${found.slice(0, wanted.length)}`;
        wrong += 1;
      }
    }
    return wrong === 0 ? [] : [`${wrong} pixels are not ${wanted}: the first, ${first}`];
  };
