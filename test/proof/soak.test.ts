import { expect, it } from 'vitest';
import { runSoak } from './run-soak.ts';

it('a renderer makes good and bad captures by turns, and keeps nothing open of them (memory: npm run proof:soak)', async () => {
  const { wrong, holdings, left } = await runSoak(20);
  expect(wrong).toEqual([]);
  expect(left).toBe(0);
  const [warm, last] = holdings;
  expect(last?.descriptors).toBeLessThanOrEqual((warm?.descriptors ?? 0) + 2);
  expect(last?.ofBrowser).toBeLessThanOrEqual((warm?.ofBrowser ?? 0) + 5);
});
