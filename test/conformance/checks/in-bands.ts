import { bandColour } from '../../support/fixture-site/colours.ts';
import { MAGENTA } from '../pages/signal.ts';
import { isNear } from './is-near.ts';
import type { Check } from './shot.ts';

interface Bands {
  /** The number of the band at the top of the picture; 0 unless given. */
  readonly first?: number;
  /** How many have to be there; as many as the picture has room for unless given. */
  readonly count?: number;
  /** Pixels of one band; 100 unless given. It need not be whole. */
  readonly height?: number;
  /** Where the first begins, in pixels from the top; below 0 when its beginning is not in the picture. */
  readonly top?: number;
  /** Where to look, as a share of the picture's width: away from the numbers at the left. */
  readonly across?: number;
  readonly loss?: number;
  /** Bars of magenta may hide some of it. */
  readonly behindBars?: boolean;
}

/**
 * The picture shows numbered bands (pages/bands.ts) in order: each row of each band is looked at, so that a row that is
 * missing, doubled or shifted shows. Where pixels are resampled, the rows beside a border are left out.
 */
export const inBands =
  (bands: Bands = {}): Check =>
  ({ picture }) => {
    const { first = 0, height = 100, top = 0, across = 0.8, loss = 0, behindBars = false } = bands;
    const count = bands.count ?? Math.ceil((picture.height - top) / height);
    const x = Math.floor(picture.width * across);
    const beside = Number.isInteger(height) && loss === 0 ? 0 : 2;
    const faults: string[] = [];
    for (let band = 0; band < count; band += 1) {
      const begin = Math.max(0, Math.round(top + band * height));
      const end = Math.min(Math.round(top + (band + 1) * height), picture.height);
      const wanted = bandColour(first + band);
      const isWrong = (y: number): boolean => {
        const found = picture.at(x, y);
        return !isNear(found, wanted, loss) && !(behindBars && isNear(found, MAGENTA, loss));
      };
      if (begin >= picture.height)
        faults.push(`band ${first + band} is missing: the picture ends at y=${picture.height}`);
      for (let y = begin + beside; y < end - beside; y += 1) {
        if (!isWrong(y)) continue;
        faults.push(
          `band ${first + band} is missing at y=${y}: ${picture.at(x, y).slice(0, 3)}, not ${wanted}`,
        );
        break;
      }
    }
    return faults.length > 3 ? [...faults.slice(0, 3), `and ${faults.length - 3} bands more`] : faults;
  };
