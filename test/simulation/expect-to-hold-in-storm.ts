import { expect } from 'vitest';
import { simulate } from './simulate.ts';

const happens = ['done', 'failed', 'released', 'voided', 'resent by the sweeper', 'givenUp by the sweeper'];
const KINDS_OF_MISHAP = 11;

/** Expects all invariants to hold in a storm, and all that they are about to have happened in it. */
export const expectToHoldInStorm = async (seed: number, jobs: number): Promise<void> => {
  const { violations, counts, mishaps } = await simulate(seed, jobs, 'storm');
  expect(violations, `node bin/run.mjs test/simulation/run.ts --seed ${seed} --jobs ${jobs}`).toEqual([]);
  expect(happens.filter((name) => (counts[name] ?? 0) === 0)).toEqual([]);
  expect(Object.keys(mishaps)).toHaveLength(KINDS_OF_MISHAP);
};
