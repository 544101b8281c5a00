import { expect, it } from 'vitest';
import { visibleParts } from '../../../functions/render/frames/visible-parts.ts';

it.each([
  ['in the middle', { x: 4, y: 3, width: 10, height: 2_500 }],
  ['at the edges', { x: 0, y: 0, width: 20, height: 2_600 }],
  ['not at all', { x: 4, y: 3, width: 10, height: 0 }],
])('all but what is covered is drawn once, a bounded number of rows at a time: covered %s', (_, covered) => {
  const whole = { width: 20, height: 2_600 };
  const drawn = new Uint8Array(whole.width * whole.height);
  for (const { x, y, width, height } of visibleParts(whole, covered)) {
    expect(height).toBeLessThanOrEqual(1_024);
    for (let row = y; row < y + height; row += 1) {
      for (let column = x; column < x + width; column += 1) {
        drawn[row * whole.width + column] = (drawn[row * whole.width + column] ?? 0) + 1;
      }
    }
  }
  const isCovered = (index: number): boolean => {
    const [column, row] = [index % whole.width, Math.floor(index / whole.width)];
    const isAcross = column >= covered.x && column < covered.x + covered.width;
    return isAcross && row >= covered.y && row < covered.y + covered.height;
  };
  expect(drawn.findIndex((times, index) => times !== (isCovered(index) ? 0 : 1))).toBe(-1);
});
