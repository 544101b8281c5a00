import fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderLanes } from '../../lib/config/render-lanes.ts';
import { stages } from '../../lib/config/stages.ts';

const slots = fc.integer({ min: 2, max: 1_000 });

test.each([
  ['local', { standard: 3 }],
  ['dev', { standard: 5 }],
  ['prod', { standard: 38, priority: 12 }],
] as const)('the lanes of %s', (stage, lanes) => {
  expect(renderLanes(stages[stage])).toEqual(lanes);
});

test.each([
  [7, { standard: 7 }],
  [8, { standard: 6, priority: 2 }],
  [1_000, { standard: 750, priority: 250 }],
])('of %d slots', (renderSlots, lanes) => {
  expect(renderLanes({ renderSlots })).toEqual(lanes);
});

test('share all slots, and each has the two that an event source takes at least', () => {
  fc.assert(
    fc.property(slots, (renderSlots) => {
      const { standard, priority } = renderLanes({ renderSlots });
      expect(standard + (priority ?? 0)).toBe(renderSlots);
      for (const one of [standard, priority ?? 2]) {
        expect(one).toBeGreaterThanOrEqual(2);
        expect(Number.isInteger(one)).toBe(true);
      }
      expect(standard).toBeGreaterThanOrEqual(priority ?? 0);
    }),
  );
});
