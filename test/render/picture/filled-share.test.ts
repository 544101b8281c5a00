import { describe, expect, it } from 'vitest';
import { filledShare } from '../../../functions/render/picture/filled-share.ts';
import type { Pixels } from '../../../functions/render/pixels.ts';

/** A white picture that is black where `isInk` says so. */
const drawn = (
  width: number,
  height: number,
  isInk: (x: number, y: number) => boolean,
  channels: 3 | 4 = 3,
): Pixels => {
  const data = Buffer.alloc(width * height * channels, 255);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (isInk(x, y)) data.fill(0, (y * width + x) * channels, (y * width + x) * channels + 3);
    }
  }
  return { data, width, height, channels };
};

describe('the share of a picture that is filled', () => {
  it.each([3, 4] as const)('is exact where it is little, with %i channels', (channels) => {
    const word = drawn(640, 800, (x, y) => x >= 40 && x < 60 && y >= 300 && y < 310, channels);
    expect(filledShare(word)).toBe(200 / (640 * 800));
  });

  it('is 0 of one colour, and of grain that nobody sees', () => {
    expect(filledShare(drawn(640, 400, () => false))).toBe(0);
    const grain = drawn(640, 400, () => false);
    grain.data.forEach((_, at) => {
      grain.data[at] = 240 + ((at * 7) % 12);
    });
    expect(filledShare(grain)).toBe(0);
  });

  it('is that of transparency too, where nothing else differs', () => {
    const clear = drawn(100, 100, () => false, 4);
    for (let pixel = 0; pixel < 10; pixel += 1) clear.data[pixel * 4 + 3] = 0;
    expect(filledShare(clear)).toBe(10 / 10_000);
  });

  it('is about right where it is much', () => {
    expect(filledShare(drawn(640, 1_000, (x) => x < 160))).toBeCloseTo(0.25, 2);
  });

  // What is sampled at equal distances sees only the gaps between lines at that distance, or only the lines.
  it.each([2, 3, 5, 16, 18, 20, 24, 30])('hides no lines %i pixels apart', (period) => {
    const isLine = (at: number) => at % period === period - 1;
    const lines = filledShare(drawn(200, 400 * period, (_, y) => isLine(y)));
    const columns = filledShare(drawn(200 * period, 200, (x) => isLine(x)));
    expect(lines * period).toBeCloseTo(1, 1);
    expect(columns * period).toBeCloseTo(1, 1);
  });

  it('is 0 of a picture of one pixel', () => {
    expect(filledShare(drawn(1, 1, () => true))).toBe(0);
  });
});
