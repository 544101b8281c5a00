import type { Pixels } from './pixels.ts';

/** Looked at across at most; down, twice as many: text is wide and low. */
const SAMPLES = 200;
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
  // By colour, a little coarser than it is: how often, and where it was seen first.
  const counts = new Map<number, number>();
  const firsts = new Map<number, number>();
  let looked = 0;
  for (let y = 0; y < height; y += down) {
    let at = y * width * channels;
    for (let x = 0; x < width; x += across, at += across * channels) {
      let colour = 0;
      for (let channel = 0; channel < channels; channel += 1) {
        colour = (colour << 5) | ((data[at + channel] ?? 0) >> 3);
      }
      if (!firsts.has(colour)) firsts.set(colour, at);
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
      looked += 1;
    }
  }
  const all = [...counts];
  const [most] = all.reduce((best, one) => (one[1] > best[1] ? one : best), [0, 0]);
  const others = all.filter(([colour]) => !isLike(firsts.get(colour) ?? 0, firsts.get(most) ?? 0));
  return others.reduce((sum, [, count]) => sum + count, 0) / looked;
};
