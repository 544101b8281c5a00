import { test } from 'vitest';
import { expectToHoldInStorm } from './expect-to-hold-in-storm.ts';

test('no capture is lost, stuck, charged twice or free in another storm of 10,000 jobs', () =>
  expectToHoldInStorm(20_261_129, 10_000));
