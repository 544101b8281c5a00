import { test } from 'vitest';
import { expectToHoldInStorm } from './expect-to-hold-in-storm.ts';

// With another-storm.test.ts, which runs at the same time in a process of its own, 20,000 jobs.
test('no capture is lost, stuck, charged twice or free in a storm of 10,000 jobs', () =>
  expectToHoldInStorm(20_261_128, 10_000));
