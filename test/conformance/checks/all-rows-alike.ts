import type { Check } from './shot.ts';

/** Every row of the picture is the same as its first, in each fifth column: it was taken in one moment, whatever was moving. */
export const allRowsAlike: Check = ({ picture }) => {
  const across = Array.from({ length: Math.ceil(picture.width / 5) }, (_, index) => 5 * index);
  for (let y = 1; y < picture.height; y += 1) {
    const x = across.find((at) =>
      picture.at(at, y).some((value, channel) => value !== picture.at(at, 0)[channel]),
    );
    if (x !== undefined)
      return [`(${x}, ${y}) is ${picture.at(x, y)}, but ${picture.at(x, 0)} in the first row`];
  }
  return [];
};
