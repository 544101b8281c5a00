import { expect, test } from 'vitest';
import { browserMemory } from '../../lib/config/browser-memory.ts';

test.each([
  [1_024, 512],
  [2_800, 1_400],
  [3_538, 2_138],
  [10_240, 8_840],
])('of a function of %i MB, its browser may have %i', (renderMemory, most) => {
  expect(browserMemory({ renderMemory })).toBe(most);
});
