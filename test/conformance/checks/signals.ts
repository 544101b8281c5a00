import { SEAL } from '../pages/signal.ts';
import { filled } from './filled.ts';
import type { Check } from './shot.ts';

/** Around its edges, a picture of another size is a little lighter or darker: so many pixels of it. */
const RINGING = 8;

/** The picture of a page of one colour is of this one, to its edges, but for the seal. */
export const signals =
  (wanted: readonly number[]): Check =>
  async (shot) => {
    const { width, height } = shot.picture;
    const across = Math.ceil(width * SEAL) + RINGING;
    if (across >= Math.min(width, height))
      return [`${width}x${height} is too small to show more than the seal`];
    const beside = await filled(wanted, { right: width - across })(shot);
    return beside.length > 0 ? beside : filled(wanted, { top: across })(shot);
  };
