import type { Pixels } from './pixels.ts';

/** Looked at across at most; down, twice as many: text is wide and low. */
const SAMPLES = 400;
/** How far two colours may lie apart in a channel and still count as one. */
const NEAR = 12;

/** The share of a picture that is of another colour than most of it, from 0 to 1. */
export const filledShare = ({ data, width, height, channels }: Pixels): number => {
  const across = Math.max(1, Math.floor(width / SAMPLES));
  const down = Math.max(1, Math.floor(height / (2 * SAMPLES)));
  const isLike = (a: number, b: number): boolean => {
    for (let channel = 0; channel < channels; channel += 1) {
      if (Math.abs((data[a + channel] ?? 0) - (data[b + channel] ?? 0)) > NEAR) return false;
    }
    return true;
  };
  /** By colour, a little coarser than it is: where it was seen first, and how often. */
  const colours = new Map<number, { readonly first: number; count: number }>();
  let looked = 0;
  for (let y = 0; y < height; y += down) {
    for (let x = 0; x < width; x += across) {
      const at = (y * width + x) * channels;
      let colour = 0;
      for (let channel = 0; channel < channels; channel += 1) {
        colour = colour * 32 + ((data[at + channel] ?? 0) >> 3);
      }
      const known = colours.get(colour);
      if (known === undefined) colours.set(colour, { first: at, count: 1 });
      else known.count += 1;
      looked += 1;
    }
  }
  const all = [...colours.values()];
  const most = all.reduce((best, one) => (one.count > best.count ? one : best), { first: 0, count: 0 });
  const others = all.filter(({ first }) => !isLike(first, most.first));
  return others.reduce((sum, { count }) => sum + count, 0) / looked;
};
