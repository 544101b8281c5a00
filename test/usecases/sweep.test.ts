import { beforeEach, describe, expect, test } from 'vitest';
import type { Capture, CaptureIn } from '../../functions/domain/capture.ts';
import { sweepTime } from '../../functions/domain/sweep-time.ts';
import { releaseWaitlist } from '../../functions/usecases/release-waitlist.ts';
import { sweep } from '../../functions/usecases/sweep.ts';
import { NOON, someOptions, somePlans, someProfile, someQueued } from '../support/builders.ts';
import { type MemoryService, memoryService } from '../support/memory-ports.ts';

const NEXT_MONTH = Date.UTC(2026, 11, 1);
let service: MemoryService;
let clock: number;
let logged: string[];
const deps = () => ({
  ...service,
  plans: somePlans,
  now: () => clock,
  log: (event: string) => void logged.push(event),
});
const limits = { monthlyQuota: 3, waitlistPlaces: 100 };
const tokenOf = (index: number) => `${index}`.padStart(32, 't');

beforeEach(() => {
  service = memoryService();
  service.accounts.profiles.set('account1', someProfile());
  clock = NOON;
  logged = [];
});

const waiting = (jobId: number, accountId = 'account1'): CaptureIn<'waitlisted'> => {
  const {
    charge: _charge,
    dueAt: _dueAt,
    ...facts
  } = someQueued({ jobId, accountId, token: tokenOf(jobId) });
  return { ...facts, status: 'waitlisted' };
};
/** Puts captures on the wait list, in whatever order. */
const wait = async (...jobIds: number[]) => {
  for (const jobId of jobIds) {
    expect(await service.captures.create(waiting(jobId), limits)).toBe('created');
  }
};
const exhaust = (month: string) => service.accounts.usage.set(`account1/${month}`, 3);
const statuses = () =>
  [...service.captures.rows.values()].map(({ jobId, status }) => `${jobId} ${status}`).toSorted();

describe('a release', () => {
  test('is oldest first, within the quota, each charged and sent once', async () => {
    await wait(7, 3, 5, 9, 1);
    expect(await releaseWaitlist(deps(), 'account1')).toBe(3);
    expect(service.queue.sent).toEqual([tokenOf(1), tokenOf(3), tokenOf(5)]);
    expect(statuses()).toEqual(['1 queued', '3 queued', '5 queued', '7 waitlisted', '9 waitlisted']);
    expect(service.accounts.usage.get('account1/2026-11')).toBe(3);
    expect(service.accounts.profiles.get('account1')).toMatchObject({ inflight: 3, waitlisted: 2 });
  });

  test('takes credits when the quota is used up', async () => {
    exhaust('2026-11');
    await wait(1, 2, 3);
    service.accounts.profiles.set('account1', someProfile({ credit: 2, waitlisted: 3 }));
    expect(await releaseWaitlist(deps(), 'account1')).toBe(2);
    expect(service.accounts.profiles.get('account1')).toMatchObject({
      credit: 0,
      inflight: 2,
      waitlisted: 1,
    });
  });

  test('by many at once releases each capture once', async () => {
    await wait(1, 2, 3, 4, 5);
    const all = await Promise.all([1, 2, 3, 4].map(() => releaseWaitlist(deps(), 'account1')));
    expect(all.reduce((sum, one) => sum + one, 0)).toBe(3);
    expect(new Set(service.queue.sent).size).toBe(3);
    expect(service.queue.sent).toHaveLength(3);
    expect(service.accounts.usage.get('account1/2026-11')).toBe(3);
  });

  test('of a long list ends where it is told to', async () => {
    service.accounts.profiles.set('account1', someProfile({ credit: 100 }));
    await wait(...Array.from({ length: 60 }, (_, index) => index + 1));
    expect(await releaseWaitlist(deps(), 'account1', 25)).toBe(25);
    expect(await releaseWaitlist(deps(), 'account1')).toBe(35);
    expect(service.queue.sent).toEqual(Array.from({ length: 60 }, (_, index) => tokenOf(index + 1)));
  });

  test('that cannot be sent stays queued, for the sweeper to send', async () => {
    await wait(1);
    service.queue.broken = true;
    expect(await releaseWaitlist(deps(), 'account1')).toBe(1);
    expect(statuses()).toEqual(['1 queued']);
    expect(logged).toEqual(['capture_not_sent']);
  });
});

describe('the turn of the month', () => {
  test('releases what the new quota allows, and the rest with the next', async () => {
    exhaust('2026-11');
    await wait(1, 2, 3, 4, 5);
    clock = NEXT_MONTH - 1;
    expect(await sweep(deps())).toEqual({ resent: 0, released: 0 });
    clock = NEXT_MONTH;
    expect(await sweep(deps())).toEqual({ resent: 0, released: 3 });
    expect(service.queue.sent).toEqual([tokenOf(1), tokenOf(2), tokenOf(3)]);
    expect(service.accounts.usage.get('account1/2026-12')).toBe(3);
    // Across the end of the year.
    clock = Date.UTC(2027, 0, 1);
    expect((await sweep(deps())).released).toBe(2);
    expect(service.accounts.usage.get('account1/2027-01')).toBe(2);
  });

  test('of an account that is gone holds up no other', async () => {
    exhaust('2026-11');
    await wait(1);
    service.accounts.profiles.set('account2', someProfile({ id: 'account2' }));
    await service.captures.create(waiting(2, 'account2'), limits);
    service.accounts.profiles.delete('account2');
    clock = NEXT_MONTH;
    expect((await sweep(deps())).released).toBe(1);
  });
});

describe('a sweep', () => {
  const held = (leaseUntil: number): CaptureIn<'processing'> => {
    const { status: _, dueAt, ...facts } = someQueued({ token: tokenOf(1), attempt: 1 });
    return { ...facts, status: 'processing', dueAt, leaseUntil };
  };

  test('sends again what was never sent, a minute after it was due, and not each time', async () => {
    await service.captures.create(someQueued({ token: tokenOf(1), dueAt: NOON + 5_000 }), limits);
    clock = NOON + 64_999;
    expect((await sweep(deps())).resent).toBe(0);
    clock = NOON + 65_000;
    expect((await sweep(deps())).resent).toBe(1);
    expect((await sweep(deps())).resent).toBe(0);
    clock += 60_000;
    expect((await sweep(deps())).resent).toBe(1);
    expect(service.queue.sent).toEqual([tokenOf(1), tokenOf(1)]);
  });

  test('sends again what a worker left, a minute after its lease', async () => {
    const queued = someQueued({ token: tokenOf(1) });
    await service.captures.create(queued, limits);
    expect(await service.captures.replace(queued, held(NOON + 100_000), false)).toBe(true);
    clock = NOON + 159_999;
    expect((await sweep(deps())).resent).toBe(0);
    clock = NOON + 160_000;
    expect((await sweep(deps())).resent).toBe(1);
  });

  test('that cannot send tries again with the next', async () => {
    await service.captures.create(someQueued({ token: tokenOf(1), dueAt: NOON }), limits);
    clock = NOON + 60_000;
    service.queue.broken = true;
    expect((await sweep(deps())).resent).toBe(0);
    expect(logged).toContain('sweep_failed');
    service.queue.broken = false;
    expect((await sweep(deps())).resent).toBe(1);
  });
});

test('a wait list is looked at when the month turns, were it less than an hour ahead', () => {
  expect(sweepTime(waiting(1), NEXT_MONTH - 1_000)).toBe(NEXT_MONTH);
});

test('a wait list that could be paid for and was not released is, within the hour', async () => {
  exhaust('2026-11');
  await wait(1);
  service.accounts.profiles.set('account1', someProfile({ credit: 1, waitlisted: 1 }));
  clock = NOON + 3_600_000;
  expect((await sweep(deps())).released).toBe(1);
});

test.each<[string, Capture['status'], number | undefined]>([
  ['a queued capture is looked at a minute after it is due', 'queued', NOON + 67_000],
  ['a waitlisted one each hour', 'waitlisted', NOON + 3_600_000],
  ['one that has ended never', 'failed', undefined],
])('%s', (_, status, time) => {
  const queued = someQueued({ options: someOptions(), dueAt: NOON + 7_000 });
  const one = { ...queued, status, failure: 'internal', endedAt: NOON } as Capture;
  expect(sweepTime(one, NOON)).toBe(time);
});
