import { describe, expect, it } from 'vitest';
import { bombs } from './bombs.ts';
import { runBombs } from './run-bombs.ts';

describe('pages that want more than their share', () => {
  it('are at least thirty, each with a name of its own', () => {
    expect(bombs.length).toBeGreaterThanOrEqual(30);
    expect(new Set(bombs.map(({ name }) => name)).size).toBe(bombs.length);
  });

  // All of them: npm run proof:bombs.
  it('end in time, and leave nothing behind that the pages after them would notice', async () => {
    const quick = bombs.filter((bomb) => bomb.quick === true);
    const { results, faults } = await runBombs(quick, 1);
    expect(faults).toEqual([]);
    expect(results).toHaveLength(quick.length);
  });
});
