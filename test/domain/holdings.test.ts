import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Capture } from '../../functions/domain/capture.ts';
import { holdings, holdingsOf, isNothing, taken } from '../../functions/domain/holdings.ts';
import {
  MONTH,
  someDone,
  someFailed,
  someParked,
  someProcessing,
  someQueued,
  someWaitlisted,
} from '../support/builders.ts';

const none = { inflight: 0, parked: 0, waitlisted: 0, credit: 0, quota: {} };
const quota = { [MONTH]: 1 };
const credit = { from: 'credit' } as const;

describe('what a capture has of its account', () => {
  test.each<[string, Capture, Partial<typeof none>]>([
    ['a place on the wait list', someWaitlisted(), { waitlisted: 1 }],
    ['what paid for it, and a place among those that wait for a slot', someParked(), { parked: 1, quota }],
    ['a slot while it is queued', someQueued(), { inflight: 1, quota }],
    ['a slot while it renders', someProcessing(), { inflight: 1, quota }],
    ['no slot once it is done', someDone(), { quota }],
    ['nothing where it failed and was given back', someFailed(), {}],
    ['what paid for it where it failed and was not given back', someFailed({ refunded: false }), { quota }],
    [
      'nothing where it failed before it was paid for',
      someFailed({ refunded: false, charge: undefined }),
      {},
    ],
    ['a credit in place of quota', someQueued({ charge: credit }), { inflight: 1, credit: 1 }],
    ['no credit that was given back', someFailed({ charge: credit }), {}],
    ['a credit that was kept', someFailed({ charge: credit, refunded: false }), { credit: 1 }],
  ])('%s', (_, one, has) => {
    expect(holdings(one)).toEqual({ ...none, ...has });
  });

  const month = fc.constantFrom('2026-10', MONTH, '2026-12');
  const charge = fc.oneof(
    fc.constant(credit),
    month.map((name) => ({ from: 'quota', month: name }) as const),
  );
  const captures: fc.Arbitrary<Capture> = fc.oneof(
    fc.constant(someWaitlisted()),
    charge.map((paid) => someParked({ charge: paid })),
    charge.map((paid) => someQueued({ charge: paid })),
    charge.map((paid) => someProcessing({ charge: paid })),
    charge.map((paid) => someDone({ charge: paid })),
    fc
      .tuple(fc.option(charge, { nil: undefined }), fc.boolean())
      .map(([paid, refunded]) => someFailed({ charge: paid, refunded })),
  );
  const withoutZeros = (of: ReturnType<typeof holdings>) => ({
    ...of,
    quota: Object.fromEntries(Object.entries(of.quota).filter(([, count]) => count !== 0)),
  });

  test('is counted by month, and together it is the sum', () => {
    const all = holdingsOf([
      someQueued(),
      someDone(),
      someParked({ charge: { from: 'quota', month: '2026-12' } }),
      someWaitlisted(),
      someProcessing({ charge: credit }),
    ]);
    expect(all).toEqual({
      inflight: 2,
      parked: 1,
      waitlisted: 1,
      credit: 1,
      quota: { [MONTH]: 2, '2026-12': 1 },
    });
    expect(holdingsOf([])).toEqual(none);
  });

  test('and what a change takes, given back, is nothing', () => {
    fc.assert(
      fc.property(fc.array(captures), fc.array(captures), (before, after) => {
        const [had, has] = [holdingsOf(before), holdingsOf(after)];
        const change = taken(had, has);
        expect(isNothing(taken(had, had))).toBe(true);
        // What was had and what is taken is what is had.
        expect(withoutZeros(taken(holdingsOf([]), has))).toEqual(has);
        const back = taken(has, had);
        expect(change.inflight + back.inflight).toBe(0);
        expect(change.credit + back.credit).toBe(0);
        for (const name of Object.keys({ ...change.quota, ...back.quota })) {
          expect((change.quota[name] ?? 0) + (back.quota[name] ?? 0)).toBe(0);
        }
        expect(isNothing(change)).toBe(JSON.stringify(sorted(had)) === JSON.stringify(sorted(has)));
      }),
    );
  });

  const sorted = ({ quota: months, ...counts }: ReturnType<typeof holdings>) => [
    counts,
    Object.entries(months)
      .filter(([, count]) => count !== 0)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  ];
});

test('a charge that moves to another month is something', () => {
  const change = taken(
    holdings(someQueued()),
    holdings(someQueued({ charge: { from: 'quota', month: '2026-12' } })),
  );
  expect(change.quota).toEqual({ [MONTH]: -1, '2026-12': 1 });
  expect(isNothing(change)).toBe(false);
});
