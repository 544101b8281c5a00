import { cornerColours } from '../../support/fixture-site/colours.ts';
import { isNear } from './is-near.ts';
import type { Check, Shot } from './shot.ts';

interface Framed {
  /** The box of the picture inside of the frame, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Rounded corners and the like may take this much of the picture from its edges, in pixels. */
  readonly edge?: number;
  readonly loss?: number;
}

type Corner = keyof typeof cornerColours;
const { topLeft, topRight, bottomLeft, bottomRight } = cornerColours;

const cornerOf = (isTop: boolean, isLeft: boolean): Corner =>
  isTop ? (isLeft ? 'topLeft' : 'topRight') : isLeft ? 'bottomLeft' : 'bottomRight';

/** How far from the place where they meet the quarters are looked at, in pixels: lossy formats mix them there. */
const LOSSY_DISTANCE = 10;

/** Where the four quarters meet: the first pixel of the bottom right one; undefined when they do not. */
const middleOf = ({ picture }: Shot, loss: number): readonly [x: number, y: number] | undefined => {
  const away = loss === 0 ? 1 : LOSSY_DISTANCE;
  let [count, sumX, sumY] = [0, 0, 0];
  for (let y = away; y <= picture.height - away; y += 1) {
    for (let x = away; x <= picture.width - away; x += 1) {
      const isMiddle =
        isNear(picture.at(x + away - 1, y + away - 1), bottomRight, loss) &&
        isNear(picture.at(x - away, y + away - 1), bottomLeft, loss) &&
        isNear(picture.at(x + away - 1, y - away), topRight, loss) &&
        isNear(picture.at(x - away, y - away), topLeft, loss);
      if (!isMiddle) continue;
      count += 1;
      sumX += x;
      sumY += y;
    }
  }
  // What is looked at from a distance is found around the place, evenly.
  return count === 0 ? undefined : [Math.round(sumX / count), Math.round(sumY / count)];
};

/**
 * The picture of /colours is somewhere in the file, unchanged, at its full size; `edge` pixels along its border are not
 * looked at. It is found by the point at which its quarters meet.
 */
export const framed =
  ({ width, height, edge = 0, loss = 0 }: Framed): Check =>
  (shot) => {
    const { picture } = shot;
    const middle = middleOf(shot, loss);
    if (middle === undefined) return ['the picture is not in the file, or not as it was'];
    const left = middle[0] - width / 2;
    const top = middle[1] - height / 2;
    if (left < 0 || top < 0 || left + width > picture.width || top + height > picture.height) {
      return [
        `the picture of ${width}x${height} is cut: it begins at (${left}, ${top}) in ${picture.width}x${picture.height}`,
      ];
    }
    for (let y = edge; y < height - edge; y += 1) {
      for (let x = edge; x < width - edge; x += 1) {
        const corner = cornerOf(y < height / 2, x < width / 2);
        const found = picture.at(left + x, top + y);
        // Where two colours meet a lossy format mixes them.
        const isBorder = loss > 0 && (Math.abs(x - width / 2) < 16 || Math.abs(y - height / 2) < 16);
        if (!isBorder && !isNear(found, [...cornerColours[corner], 255], loss)) {
          return [`the picture is changed at (${x}, ${y}): ${found}, not ${cornerColours[corner]}`];
        }
      }
    }
    return [];
  };
