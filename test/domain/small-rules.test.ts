import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { effectivePlan } from '../../functions/domain/account.ts';
import { captureTokenPattern, newApiKey, newCaptureToken } from '../../functions/domain/capture-token.ts';
import { isRefunded } from '../../functions/domain/is-refunded.ts';
import { imagePath, previewPath } from '../../functions/domain/static-path.ts';
import {
  CAPTURE_SECONDS,
  LEASE_SECONDS,
  RENDER_FUNCTION_SECONDS,
  RENDER_VISIBILITY_SECONDS,
} from '../../functions/domain/time-limits.ts';
import { nextMonth, utcMonth } from '../../functions/domain/utc-month.ts';
import { NOON, someProfile } from '../support/builders.ts';

describe('tokens and keys', () => {
  test('have the contract’s shape', () => {
    expect(newCaptureToken(randomBytes)).toMatch(captureTokenPattern);
    expect(newApiKey(randomBytes)).toMatch(/^[0-9A-Za-z]{12}$/);
  });

  test('bytes that would favour some letters are drawn again', () => {
    const turns = [
      Uint8Array.of(...Array(32).fill(255)),
      Uint8Array.of(...Array(32).fill(248)),
      new Uint8Array(32),
    ];
    let turn = -1;
    const token = newCaptureToken(() => {
      turn += 1;
      return turns[turn] as Uint8Array;
    });
    expect(token).toBe('0'.repeat(32));
    expect(turn).toBe(2);
  });

  test('no letter or digit is likelier than another', () => {
    const counts = new Map<string, number>();
    for (let i = 0; i < 2_000; i += 1) {
      for (const letter of newCaptureToken(randomBytes)) counts.set(letter, (counts.get(letter) ?? 0) + 1);
    }
    const expected = (2_000 * 32) / 62;
    const chiSquared = [...counts.values()].reduce(
      (sum, count) => sum + (count - expected) ** 2 / expected,
      0,
    );
    expect(counts.size).toBe(62);
    // 61 degrees of freedom: 141 has a chance of one in ten millions; with a modulo bias it is about 450.
    expect(chiSquared).toBeLessThan(141);
  });
});

test('the static path keeps the token’s letter case', () => {
  const token = '4XyZaBd2E1lk39PQ7m8r5wN0c6f4H2g1';
  expect(imagePath(token, 'jpg')).toBe(`4/4X/${token}.jpg`);
  expect(imagePath(token, 'webp')).toBe(`4/4X/${token}.webp`);
  expect(previewPath(token)).toBe(`4/4X/${token}_p.webp`);
});

describe('months', () => {
  test.each([
    [Date.UTC(2026, 10, 23), '2026-11', Date.UTC(2026, 11, 1)],
    [Date.UTC(2026, 11, 31, 23, 59, 59, 999), '2026-12', Date.UTC(2027, 0, 1)],
    [Date.UTC(2027, 0, 1), '2027-01', Date.UTC(2027, 1, 1)],
    [Date.UTC(2028, 1, 29), '2028-02', Date.UTC(2028, 2, 1)],
  ])('%d', (at, month, next) => {
    expect(utcMonth(at)).toBe(month);
    expect(nextMonth(at)).toBe(next);
  });
});

describe('charging', () => {
  test('only a page that used its whole budget is not given back', () => {
    expect(isRefunded('dns_failed')).toBe(true);
    expect(isRefunded('internal')).toBe(true);
    expect(isRefunded('page_unresponsive')).toBe(false);
    expect(isRefunded('page_crashed')).toBe(false);
    expect(isRefunded('page_too_heavy')).toBe(false);
  });
});

test('a lapsed Pro is free, from the very moment', () => {
  expect(effectivePlan(someProfile({ plan: 'pro' }), NOON)).toBe('pro');
  expect(effectivePlan(someProfile({ plan: 'pro', proUntil: NOON + 1 }), NOON)).toBe('pro');
  expect(effectivePlan(someProfile({ plan: 'pro', proUntil: NOON }), NOON)).toBe('free');
});

test('a message that comes back finds a lease that has run out, and a worker has time for the longest capture', () => {
  expect(RENDER_FUNCTION_SECONDS).toBeGreaterThan(CAPTURE_SECONDS + 30);
  expect(LEASE_SECONDS).toBeGreaterThan(RENDER_FUNCTION_SECONDS);
  expect(RENDER_VISIBILITY_SECONDS).toBeGreaterThan(LEASE_SECONDS);
});
