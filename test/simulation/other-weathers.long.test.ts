import { expect, test } from 'vitest';
import { simulate } from './simulate.ts';

const SEED = 20_261_128;

test('where nothing goes wrong nothing is left for the sweeper to mend', async () => {
  const { violations, counts } = await simulate(SEED, 2_000, 'calm');
  expect(violations).toEqual([]);
  expect(counts['done']).toBeGreaterThan(1_000);
});

test('counters that somebody has altered are put right, and nothing is lost meanwhile', async () => {
  const { violations, counts } = await simulate(SEED, 3_000, 'drift');
  expect(violations).toEqual([]);
  expect(counts['altered']).toBeGreaterThan(3);
  expect(counts['repaired by the sweeper']).toBeGreaterThan(2);
});
