import type { Pixels } from '../pixels.ts';

/** The most rows of a picture, one below the other, that have nothing but the same colour. */
export const longestVoid = ({ data, width, height, channels }: Pixels): number => {
  const bytes = width * channels;
  let [longest, rows] = [0, 0];
  let bare = Buffer.alloc(0);
  for (let row = 0; row < height; row += 1) {
    const begin = row * bytes;
    if (rows > 0 && bare.compare(data, begin, begin + bytes) === 0) {
      rows += 1;
    } else {
      bare = Buffer.alloc(bytes, data.subarray(begin, begin + channels));
      rows = bare.compare(data, begin, begin + bytes) === 0 ? 1 : 0;
    }
    longest = Math.max(longest, rows);
  }
  return longest;
};
