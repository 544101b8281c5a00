import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Capture, CaptureStatus } from '../../functions/domain/capture.ts';
import { cancelCapture } from '../../functions/usecases/cancel-capture.ts';
import { listCaptures } from '../../functions/usecases/list-captures.ts';
import { retryCapture } from '../../functions/usecases/retry-capture.ts';
import { showCapture } from '../../functions/usecases/show-capture.ts';
import {
  MONTH,
  NOON,
  someDone,
  someFailed,
  someParked,
  somePlans,
  someProcessing,
  someProfile,
  someQueued,
  someToken,
  someWaitlisted,
} from '../support/builders.ts';
import { memoryService } from '../support/memory-ports.ts';

const quota = `account1/${MONTH}`;

/** A service with one account that has these captures. */
const setUp = (captures: readonly Capture[], profile: Parameters<typeof someProfile>[0] = {}, used = 0) => {
  const service = memoryService();
  service.accounts.profiles.set('account1', someProfile(profile));
  service.accounts.usage.set(quota, used);
  for (const one of captures) service.captures.rows.set(one.token, one);
  const logged: string[] = [];
  const deps = {
    ...service,
    plans: somePlans,
    now: () => NOON,
    log: (event: string) => void logged.push(event),
  };
  const holds = () => {
    const { inflight, parked = 0, waitlisted = 0, credit } = service.accounts.profiles.get('account1') ?? {};
    return { inflight, parked, waitlisted, credit, used: service.accounts.usage.get(quota) };
  };
  return { service, deps, holds };
};

const token = someToken('a');

describe('listing captures', () => {
  const states: readonly ((changes: object) => Capture)[] = [
    someQueued,
    someDone,
    someFailed,
    someWaitlisted,
  ];
  const statusArb = fc.option(fc.constantFrom<CaptureStatus>('queued', 'done', 'failed', 'parked'), {
    nil: undefined,
  });

  test('the pages together have each of the account once, newest first, and no other', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(states.length - 1), { maxLength: 12 }),
        fc.integer({ min: 1, max: 14 }),
        statusArb,
        async (kinds, limit, status) => {
          const own = kinds.map((kind, index) =>
            (states[kind] ?? someQueued)({
              token: someToken(String.fromCharCode(65 + index)),
              jobId: index + 1,
            }),
          );
          const { deps } = setUp([...own, someDone({ token: someToken('z'), accountId: 'other', jobId: 5 })]);
          const seen: string[] = [];
          let after: string | undefined;
          do {
            const page = await listCaptures(deps, { accountId: 'account1', status, limit, after });
            if (page.next !== undefined) expect(page.captures).toHaveLength(limit);
            seen.push(...page.captures.map((one) => one.token));
            after = page.next;
          } while (after !== undefined);
          const wanted = own.filter((one) => status === undefined || one.status === status);
          expect(seen).toEqual(wanted.map((one) => one.token).toReversed());
        },
      ),
    );
  });

  test('leaves out what the list still shows and is gone', async () => {
    const { deps } = setUp([someDone()]);
    const gone = { token: someToken('g'), jobId: 9 };
    const captures = {
      ...deps.captures,
      listOf: async () => [gone, { token, jobId: 1 }],
    };
    const page = await listCaptures({ ...deps, captures }, { accountId: 'account1', limit: 2 });
    expect(page.captures.map((one) => one.token)).toEqual([token]);
  });

  test.each([
    ['an account that there is not', { accountId: 'nobody' }, 'unknown_account'],
    ['a capture of another to begin after', { after: someToken('z') }, 'unknown_capture'],
    ['a capture that there is not to begin after', { after: someToken('y') }, 'unknown_capture'],
  ])('refuses %s', async (_, wanted, code) => {
    const { deps } = setUp([someDone({ token: someToken('z'), accountId: 'other' })]);
    await expect(listCaptures(deps, { accountId: 'account1', limit: 5, ...wanted })).rejects.toMatchObject({
      code,
    });
  });
});

test('showing a capture that there is not is refused', async () => {
  const { deps } = setUp([]);
  await expect(showCapture(deps, token)).rejects.toMatchObject({ code: 'unknown_capture' });
});

describe('trying a failed capture anew', () => {
  test.each<[string, Parameters<typeof someFailed>[0], object, number, object, object]>([
    [
      'charges the quota again where it was given back, and takes a free slot',
      {},
      { credit: 2 },
      2,
      { status: 'queued', charge: { from: 'quota', month: MONTH } },
      { inflight: 1, parked: 0, waitlisted: 0, credit: 2, used: 3 },
    ],
    [
      'charges a credit where the quota is used up',
      {},
      { credit: 2 },
      3,
      { status: 'queued', charge: { from: 'credit' } },
      { inflight: 1, parked: 0, waitlisted: 0, credit: 1, used: 3 },
    ],
    [
      'charges what never was charged',
      { charge: undefined, refunded: false },
      {},
      0,
      { status: 'queued', charge: { from: 'quota', month: MONTH } },
      { inflight: 1, parked: 0, waitlisted: 0, credit: 0, used: 1 },
    ],
    [
      'charges nothing where what it cost was kept, even of another month',
      { refunded: false, failure: 'page_too_heavy', charge: { from: 'quota', month: '2026-10' } },
      {},
      3,
      { status: 'queued', charge: { from: 'quota', month: '2026-10' } },
      { inflight: 1, parked: 0, waitlisted: 0, credit: 0, used: 3 },
    ],
    [
      'parks it where the account has no slot left',
      {},
      { inflight: 3 },
      0,
      { status: 'parked' },
      { inflight: 3, parked: 1, waitlisted: 0, credit: 0, used: 1 },
    ],
  ])('%s', async (_, failed, profile, used, expected, held) => {
    const { deps, holds, service } = setUp([someFailed({ attempt: 3, ...failed })], profile, used);
    const { capture } = await retryCapture(deps, token);
    expect(capture).toMatchObject({ token, attempt: 4, attemptsForgiven: 4, ...expected });
    expect(service.captures.rows.get(token)).toEqual(capture);
    expect(holds()).toEqual(held);
    expect(service.queue.sent).toEqual(capture.status === 'queued' ? [token] : []);
  });

  test.each<[string, Capture, object, number, string, RegExp]>([
    ['one that is done', someDone(), {}, 0, 'not_failed', /is done/],
    ['one that waits', someParked(), { parked: 1 }, 0, 'not_failed', /is parked/],
    [
      'what nothing pays for',
      someFailed(),
      {},
      3,
      'nothing_to_pay_with',
      /quota of 2026-11 is used up.* credits/,
    ],
    [
      'one that a worker may still be at',
      someFailed({ failure: 'internal', withdrawAt: NOON + 114_000 }),
      {},
      0,
      'too_early',
      /again in 284 seconds/,
    ],
    [
      'one whose files the sweeper is late to delete',
      someFailed({ failure: 'internal', withdrawAt: NOON - 1_000 }),
      {},
      0,
      'too_early',
      /again in 170 seconds/,
    ],
    [
      'one whose files another sweep may still be deleting',
      someFailed({ failure: 'internal', withdrawnAt: NOON - 1_000 }),
      {},
      0,
      'too_early',
      /again in 109 seconds/,
    ],
    [
      'one of an account that is gone',
      someFailed({ accountId: 'gone' }),
      {},
      0,
      'unknown_account',
      /account gone/,
    ],
  ])('refuses %s and changes nothing', async (_, row, profile, used, code, message) => {
    const { deps, holds, service } = setUp([row], profile, used);
    const before = holds();
    await expect(retryCapture(deps, token)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
    expect(service.captures.rows.get(token)).toEqual(row);
    expect(holds()).toEqual(before);
  });

  test('goes on once what a canceled attempt may have stored is deleted, or when there never was one', async () => {
    for (const failed of [{ withdrawnAt: NOON - 110_000 }, { attempt: 0 }]) {
      const { deps } = setUp([someFailed({ failure: 'internal', ...failed })]);
      expect((await retryCapture(deps, token)).capture.status).toBe('queued');
    }
  });

  test('pays with what is left when another capture took the last of the quota at the same moment', async () => {
    const { deps, holds, service } = setUp([someFailed()], { credit: 1 }, 2);
    const { move } = deps.captures;
    let raced = false;
    const captures = {
      ...deps.captures,
      move: (...args: Parameters<typeof move>) => {
        if (!raced) service.accounts.usage.set(quota, 3);
        raced = true;
        return move(...args);
      },
    };
    const { chargedAnew } = await retryCapture({ ...deps, captures }, token);
    expect(chargedAnew).toEqual({ from: 'credit' });
    expect(holds()).toMatchObject({ credit: 0, used: 3 });
  });
});

describe('cancelling a capture', () => {
  const open: [string, Capture, object, object][] = [
    ['waitlisted', someWaitlisted(), { waitlisted: 1 }, { used: 3 }],
    ['parked', someParked(), { parked: 1, inflight: 3 }, { used: 2, inflight: 3 }],
    ['queued', someQueued({ charge: { from: 'credit' } }), { inflight: 1 }, { used: 3, credit: 1 }],
    ['processing', someProcessing(), { inflight: 1 }, { used: 2 }],
  ];

  test.each(open)('that is %s ends it and gives back what it had', async (_, row, profile, held) => {
    const { deps, holds, service } = setUp([row], profile, 3);
    const { before, after } = await cancelCapture(
      { ...deps, retention: { retentionMs: 5, privateMs: 1 } },
      { token, dryRun: false },
    );
    expect(before).toEqual(row);
    expect(after).toMatchObject({
      status: 'failed',
      failure: 'internal',
      endedAt: NOON,
      keptUntil: NOON + 5,
    });
    expect(after.warnings.at(-1)).toMatch(/operator/);
    expect(service.captures.rows.get(token)).toEqual(after);
    expect(holds()).toEqual({ inflight: 0, parked: 0, waitlisted: 0, credit: 0, ...held });
  });

  test.each(open)('that is %s changes nothing in a dry run', async (_, row, profile) => {
    const { deps, holds, service } = setUp([row], profile, 3);
    const before = holds();
    const { after } = await cancelCapture(deps, { token, dryRun: true });
    expect(after.status).toBe('failed');
    expect(service.captures.rows.get(token)).toEqual(row);
    expect(holds()).toEqual(before);
  });

  test('gives its slot and its quota to the account’s next ones', async () => {
    const [parked, waits] = [someToken('p'), someToken('w')];
    const rows = [
      someProcessing(),
      someParked({ token: parked, jobId: 2 }),
      someWaitlisted({ token: waits, jobId: 3 }),
    ];
    const { deps, holds, service } = setUp(rows, { inflight: 3, parked: 1, waitlisted: 1 }, 3);
    await cancelCapture(deps, { token, dryRun: false });
    expect(service.queue.sent).toEqual([parked]);
    expect(service.captures.rows.get(waits)).toMatchObject({ status: 'parked' });
    expect(holds()).toEqual({ inflight: 3, parked: 1, waitlisted: 0, credit: 0, used: 3 });
  });

  test('is refused when it has ended, as it was or at that very moment', async () => {
    for (const dryRun of [true, false]) {
      const { deps } = setUp([someFailed()]);
      await expect(cancelCapture(deps, { token, dryRun })).rejects.toMatchObject({
        code: 'has_ended',
        message: expect.stringContaining('failed: dns_failed'),
      });
    }
    const { deps, service } = setUp([someProcessing()], { inflight: 1 });
    const get = async (wanted: string) => {
      const found = await service.captures.get(wanted);
      service.captures.rows.set(token, someDone());
      return found;
    };
    await expect(
      cancelCapture({ ...deps, captures: { ...deps.captures, get } }, { token, dryRun: false }),
    ).rejects.toMatchObject({ code: 'has_ended', message: expect.stringContaining('(done)') });
  });
});
