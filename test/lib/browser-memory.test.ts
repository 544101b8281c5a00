import { expect, test } from 'vitest';
import { browserMemory } from '../../lib/config/browser-memory.ts';

test.each([
  [1_024, 512],
  [2_800, 1_400],
  [3_538, 1_838],
  [10_240, 8_540],
])('of a function of %i MB, its browser may have %i', (renderMemory, most) => {
  expect(browserMemory({ renderMemory })).toBe(most);
});
