import { describe, expect, test } from 'vitest';
import {
  BATCH_LEASE_MS,
  batchSweepTime,
  GIVE_UP_MS,
  IDEMPOTENCY_MS,
  jobOutcomes,
} from '../../functions/domain/batch.ts';
import { DEDUPE_MS } from '../../functions/domain/dedupe.ts';
import { NOON, someBatch } from '../support/builders.ts';

describe('the sweeper gives up a batch', () => {
  test('that somebody can come back to when its idempotency key is over', () => {
    expect(batchSweepTime(someBatch())).toBe(NOON + 24 * 3_600_000);
  });

  test('that nobody can come back to some time after its lease', () => {
    expect(batchSweepTime(someBatch({ hasKey: false }))).toBe(NOON + BATCH_LEASE_MS + GIVE_UP_MS);
    const later = someBatch({ hasKey: false, leaseUntil: NOON + 90_000 });
    expect(batchSweepTime(later)).toBe(NOON + 90_000 + GIVE_UP_MS);
  });

  test('that is done never', () => {
    expect(batchSweepTime(someBatch({ state: 'done' }))).toBeUndefined();
    expect(batchSweepTime(someBatch({ state: 'done', hasKey: false }))).toBeUndefined();
  });
});

test('an idempotency key is good for the 24 hours of the contract', () => {
  expect(IDEMPOTENCY_MS).toBe(86_400_000);
});

test('a call holds its batch for longer than it can run, and no two of them can be at work', () => {
  // API Gateway waits 29 s, and the function has no more.
  expect(BATCH_LEASE_MS).toBeGreaterThan(29_000);
  expect(GIVE_UP_MS).toBeGreaterThan(DEDUPE_MS);
});

test('what becomes of a job is one letter, and no two the same', () => {
  const letters = Object.values(jobOutcomes);
  expect(new Set(letters).size).toBe(letters.length);
  for (const letter of letters) expect(letter).toHaveLength(1);
});
