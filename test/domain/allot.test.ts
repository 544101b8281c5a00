import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allot, hasFreeSlot } from '../../functions/domain/allot.ts';
import { availableCharges } from '../../functions/domain/available-charges.ts';
import { MONTH, someLimits, someProfile } from '../support/builders.ts';

const quota = { from: 'quota', month: MONTH } as const;
const credit = { from: 'credit' } as const;
const limits = someLimits({ monthlyQuota: 3, waitlistPlaces: 3 });

describe('what the next captures can be paid with', () => {
  test.each([
    [0, 0, 2, [quota, quota]],
    [2, 5, 2, [quota, credit]],
    [3, 5, 1, [credit]],
    [3, 1, 5, [credit]],
    [3, 0, 5, []],
    [9, 0, 5, []],
    [9, 2, 5, [credit, credit]],
    [0, 5, 0, []],
  ])('%d used, %d credits and %d wanted', (quotaUsed, credits, count, charges) => {
    const account = { ...someProfile({ credit: credits }), month: MONTH, quotaUsed };
    expect(availableCharges(account, limits, { month: MONTH, count })).toEqual(charges);
  });
});

describe('what new captures get', () => {
  const letters = (account: Parameters<typeof allot>[0], count: number, given = limits): string =>
    allot(account, given, { month: MONTH, count, isBlocked: (account.waitlisted ?? 0) > 0 })
      .map((one) => (one.to === 'paid' ? one.charge.from : one.to))
      .map((name) => ({ quota: 'q', credit: 'c', waitlist: 'w', nothing: '-' })[name])
      .join('');

  test.each([
    ['quota, then credits, then the wait list, then nothing', {}, 2, 9, 'qccwww---', { credit: 2 }],
    ['nothing of what is used up', {}, 3, 2, 'ww', {}],
    ['behind what waits to be paid for, a place to wait', {}, 0, 3, 'ww-', { waitlisted: 1, credit: 9 }],
    ['nothing of a list that was longer before the plan was lowered', {}, 3, 2, '--', { waitlisted: 7 }],
    ['no quota that was used beyond a plan that was lowered', {}, 9, 2, 'cw', { credit: 1 }],
    [
      'what waits for a slot is paid for and stands in nobody’s way',
      {},
      0,
      2,
      'qq',
      { parked: 9, inflight: 3 },
    ],
  ])('%s', (_, changes, quotaUsed, count, expected, profile) => {
    expect(
      letters({ ...someProfile(profile), month: MONTH, quotaUsed }, count, { ...limits, ...changes }),
    ).toBe(expected);
  });

  const accounts = fc
    .record({ credit: fc.nat(20), quotaUsed: fc.nat(20), waitlisted: fc.nat(12), parked: fc.nat(9) })
    .map((counts) => ({ ...someProfile(counts), month: MONTH, quotaUsed: counts.quotaUsed }));
  const bounds = fc
    .record({
      monthlyQuota: fc.nat(20),
      waitlistPlaces: fc.nat(12),
      inflightCap: fc.integer({ min: 1, max: 9 }),
    })
    .map(someLimits);

  test('of any account: one answer each, in the order of what is best, never beyond what there is', () => {
    fc.assert(
      fc.property(accounts, bounds, fc.nat(60), (account, given, count) => {
        const answer = letters(account, count, given);
        const countOf = (letter: string) => answer.split(letter).length - 1;
        expect(answer).toMatch(/^q*c*w*-*$/);
        expect(answer).toHaveLength(count);
        expect(countOf('q')).toBeLessThanOrEqual(Math.max(0, given.monthlyQuota - account.quotaUsed));
        expect(countOf('c')).toBeLessThanOrEqual(account.credit);
        const waitlisted = account.waitlisted ?? 0;
        expect(countOf('w')).toBeLessThanOrEqual(Math.max(0, given.waitlistPlaces - waitlisted));
        // Nothing is left lying that the next worse answer was given for.
        if (waitlisted === 0 && countOf('c') + countOf('w') + countOf('-') > 0) {
          expect(countOf('q')).toBe(Math.max(0, given.monthlyQuota - account.quotaUsed));
        }
        if (waitlisted === 0 && countOf('w') + countOf('-') > 0) expect(countOf('c')).toBe(account.credit);
        if (countOf('-') > 0) expect(countOf('w')).toBe(Math.max(0, given.waitlistPlaces - waitlisted));
      }),
    );
  });

  test('one by one is what they get together', () => {
    fc.assert(
      fc.property(accounts, bounds, fc.nat(40), (account, given, count) => {
        let now = account;
        let oneByOne = '';
        for (let made = 0; made < count; made += 1) {
          const letter = letters(now, 1, given);
          oneByOne += letter;
          if (letter === 'q') now = { ...now, quotaUsed: now.quotaUsed + 1 };
          if (letter === 'c') now = { ...now, credit: now.credit - 1 };
          if (letter === 'w') now = { ...now, waitlisted: (now.waitlisted ?? 0) + 1 };
        }
        expect(oneByOne).toBe(letters(account, count, given));
      }),
    );
  });
});

describe('a new capture gets a slot at once', () => {
  test.each([
    [true, { inflight: 2 }],
    [false, { inflight: 3 }],
    // A cap that was lowered meanwhile.
    [false, { inflight: 7 }],
    [false, { inflight: 0, parked: 1 }],
    [true, { inflight: 0, parked: 0 }],
  ])('%s with %j of three slots', (expected, counts) => {
    const account = { ...someProfile(counts), month: MONTH, quotaUsed: 0 };
    expect(hasFreeSlot(account, someLimits({ inflightCap: 3 }))).toBe(expected);
  });
});
