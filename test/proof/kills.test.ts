import { expect, it } from 'vitest';
import { runKills } from './run-kills.ts';

it('jobs end done although processes of the browser are killed under them (npm run proof:kills kills 100)', async () => {
  const { kills, faults } = await runKills({ kills: 3, seed: 7 });
  expect(faults).toEqual([]);
  expect(Object.values(kills).reduce((sum, count) => sum + count, 0)).toBe(3);
});
