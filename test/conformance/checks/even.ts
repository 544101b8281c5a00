import type { Check } from './shot.ts';

/** Fine lines that were scaled down have become one grey: no line was dropped, none is thicker than others. */
export const even =
  (from: number, to: number): Check =>
  ({ picture }) => {
    const x = Math.floor(picture.width / 2);
    // The first and last rows have no neighbours to mix with.
    for (let y = 3; y < picture.height - 3; y += 1) {
      const [found] = picture.at(x, y);
      if (found < from || found > to) return [`row ${y} is ${found}, not between ${from} and ${to}`];
    }
    return [];
  };
