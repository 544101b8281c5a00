import type { Pixels } from './pixels.ts';

/** Looked at in each direction at most: enough to find a line of text. */
const SAMPLES = 400;
/** How far two colours may lie apart in a channel and still count as one: gradients are no content either. */
const NEAR = 12;
/** The share of a picture that may differ from the rest when nothing is in it: a caret, a scroll bar. */
const SPECKS = 0.000_5;

/** Whether a picture shows nothing: all of it is of nearly one colour, or transparent. */
export const isBlank = ({ data, width, height, channels }: Pixels): boolean => {
  const across = Math.max(1, Math.floor(width / SAMPLES));
  // Rows near to each other, since text is wide and low.
  const down = Math.max(1, Math.floor(height / (2 * SAMPLES)));
  const at = (x: number, y: number) => (y * width + x) * channels;
  const isLike = (a: number, b: number): boolean => {
    for (let channel = 0; channel < channels; channel += 1) {
      if (Math.abs((data[a + channel] ?? 0) - (data[b + channel] ?? 0)) > NEAR) return false;
    }
    return true;
  };
  // The colour of most: whatever lies in the middle of the edges and corners may be a bar.
  const counts = new Map<number, { readonly first: number; count: number }>();
  let looked = 0;
  for (let y = 0; y < height; y += down) {
    for (let x = 0; x < width; x += across) {
      const here = at(x, y);
      let key = 0;
      for (let channel = 0; channel < channels; channel += 1) {
        key = key * 32 + ((data[here + channel] ?? 0) >> 3);
      }
      const known = counts.get(key);
      if (known === undefined) counts.set(key, { first: here, count: 1 });
      else known.count += 1;
      looked += 1;
    }
  }
  const [most] = [...counts.values()].toSorted((a, b) => b.count - a.count);
  if (most === undefined) return true;
  let others = 0;
  for (const { first, count } of counts.values()) if (!isLike(first, most.first)) others += count;
  return others / looked <= SPECKS;
};
