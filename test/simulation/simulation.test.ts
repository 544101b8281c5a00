import { expect, test, vi } from 'vitest';
import { simulate } from './simulate.ts';

// One of the usual kind, of a million events: with few seeds a dead receiver's callbacks wait for their turn three times as many.
const SEED = 20_261_128;

// Minutes where other tests take the processors.
const MOST_MS = 300_000;

test(
  'no capture is lost, stuck, charged twice or free in a storm of 20,000 jobs',
  async () => {
    const { violations, counts, mishaps } = await simulate(SEED, 20_000, 'storm');
    expect(violations, `node bin/run.mjs test/simulation/run.ts --seed ${SEED} --jobs 20000`).toEqual([]);
    // All of it did happen.
    const happened = [
      'done',
      'failed',
      'released',
      'voided',
      'resent by the sweeper',
      'givenUp by the sweeper',
    ];
    expect(happened.filter((name) => (counts[name] ?? 0) === 0)).toEqual([]);
    expect(Object.keys(mishaps)).toHaveLength(11);
  },
  MOST_MS,
);

test(
  'where nothing goes wrong nothing is left for the sweeper to mend',
  async () => {
    const { violations, counts } = await simulate(SEED, 2_000, 'calm');
    expect(violations).toEqual([]);
    expect(counts['done']).toBeGreaterThan(1_000);
  },
  MOST_MS,
);

test(
  'counters that somebody has altered are put right, and nothing is lost meanwhile',
  async () => {
    const { violations, counts } = await simulate(SEED, 3_000, 'drift');
    expect(violations).toEqual([]);
    expect(counts['altered']).toBeGreaterThan(3);
    expect(counts['repaired by the sweeper']).toBeGreaterThan(2);
  },
  MOST_MS,
);

test.for(['storm', 'calm', 'drift'] as const)(
  'a seed gives the same %s again, since nothing in it waits for real time',
  { timeout: MOST_MS },
  async (weather) => {
    const realTimer = vi.spyOn(globalThis, 'setTimeout');
    const first = await simulate(SEED, 600, weather, { callbackShare: 0.8 });
    expect(realTimer).not.toHaveBeenCalled();
    realTimer.mockRestore();
    expect(await simulate(SEED, 600, weather, { callbackShare: 0.8 })).toEqual(first);
  },
);
