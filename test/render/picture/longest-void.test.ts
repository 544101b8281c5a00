import { expect, it } from 'vitest';
import { longestVoid } from '../../../functions/render/picture/longest-void.ts';

/** A picture of 40 x 100 pixels: each row is of the colour that `ground` says, but for one pixel where `inked` says so. */
const drawn = (ground: (row: number) => number, inked: (row: number) => boolean) => {
  const data = Buffer.alloc(40 * 100 * 3);
  for (let row = 0; row < 100; row += 1) {
    data.fill(ground(row), row * 120, row * 120 + 120);
    if (inked(row)) data[row * 120 + 119] = 7;
  }
  return { data, width: 40, height: 100, channels: 3 } as const;
};

it('is as high as what lies between what can be seen', () => {
  expect(
    longestVoid(
      drawn(
        () => 255,
        (row) => row < 10 || row === 60,
      ),
    ),
  ).toBe(50);
});

it('ends where the colour changes', () => {
  expect(
    longestVoid(
      drawn(
        (row) => (row < 30 ? 255 : 250),
        () => false,
      ),
    ),
  ).toBe(70);
});

it('is nothing where each row shows something', () => {
  expect(
    longestVoid(
      drawn(
        () => 255,
        () => true,
      ),
    ),
  ).toBe(0);
});
