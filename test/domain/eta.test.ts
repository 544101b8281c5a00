import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { etaSeconds, expectedDuration, ownDuration } from '../../functions/domain/eta.ts';
import { NOON } from '../support/builders.ts';

const load = { waiting: 0, busySeconds: 4, slotSeconds: 1, renderSeconds: 1, slots: 2 };

describe('when a capture is expected to be done', () => {
  test.each([
    [{ waiting: 0, busySeconds: 9, slotSeconds: 1, renderSeconds: 1, slots: 2 }, 5, 6_000],
    [{ waiting: 10, busySeconds: 0.5, slotSeconds: 0.5, renderSeconds: 0.5, slots: 2 }, 0, 3_000],
    // Those in front hold their slots while they wait, too.
    [{ waiting: 20, busySeconds: 5.3, slotSeconds: 0.3, renderSeconds: 0.3, slots: 2 }, 5, 58_300],
  ])('by the queue: %j and a wait of %d s', (given, wait, duration) => {
    expect(expectedDuration(given, wait)).toBe(duration);
  });

  test.each([
    ['its account’s own captures take turns', load, { seconds: 12, width: 3 }, 7_000],
    ['in as many slots as there are at most', { ...load, slots: 10 }, { seconds: 12, width: 3 }, 5_000],
    ['nothing of its own is before it', load, { seconds: 0, width: 3 }, 1_000],
    ['the queue is longer than its own', { ...load, waiting: 10 }, { seconds: 12, width: 3 }, 21_000],
    ['its own is longer than the queue', { ...load, waiting: 1 }, { seconds: 12, width: 3 }, 7_000],
  ])('%s', (_, given, own, duration) => {
    expect(expectedDuration(given, 0, own)).toBe(duration);
  });

  test('is never sooner than its own time, nor sooner for more work before it', () => {
    const loads = fc.record({
      waiting: fc.nat(500),
      busySeconds: fc.double({ min: 0, max: 60, noNaN: true }),
      slotSeconds: fc.double({ min: 0, max: 60, noNaN: true }),
      renderSeconds: fc.double({ min: 0, max: 60, noNaN: true }),
      slots: fc.integer({ min: 1, max: 50 }),
    });
    fc.assert(
      fc.property(
        loads,
        fc.nat(30),
        fc.nat(9_000),
        fc.integer({ min: 1, max: 50 }),
        (given, wait, seconds, width) => {
          const duration = expectedDuration(given, wait, { seconds, width });
          expect(duration).toBeGreaterThanOrEqual(Math.floor((given.renderSeconds + wait) * 1_000));
          expect(expectedDuration(given, wait, { seconds: seconds + 1, width })).toBeGreaterThanOrEqual(
            duration,
          );
          expect(
            expectedDuration({ ...given, waiting: given.waiting + 1 }, wait, { seconds, width }),
          ).toBeGreaterThanOrEqual(duration);
        },
      ),
    );
  });

  test('is its own wait and a usual render, once its turn has come', () => {
    expect(ownDuration(5)).toBe(7_000);
    expect(ownDuration(0)).toBe(2_000);
  });
});

test('eta_seconds is whole and never negative', () => {
  expect(etaSeconds(NOON + 2_600, NOON)).toBe(3);
  expect(etaSeconds(NOON + 200, NOON)).toBe(0);
  expect(etaSeconds(NOON - 9_000, NOON)).toBe(0);
});
