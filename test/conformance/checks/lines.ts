import type { Check } from './shot.ts';

/** The picture is horizontal lines, black and white by turns, each exactly `thick` pixels: nothing was resampled. */
export const lines =
  (thick: number): Check =>
  ({ picture }) => {
    for (const x of [0, Math.floor(picture.width / 2), picture.width - 1]) {
      for (let y = 0; y < picture.height; y += 1) {
        const wanted = Math.floor(y / thick) % 2 === 0 ? 0 : 255;
        const [found] = picture.at(x, y);
        if (found !== wanted) return [`the line at (${x}, ${y}) is ${found}, not ${wanted}`];
      }
    }
    return [];
  };
