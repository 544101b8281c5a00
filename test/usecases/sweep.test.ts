import { beforeEach, describe, expect, test } from 'vitest';
import { newCallback } from '../../functions/domain/callback.ts';
import type { Capture, CaptureIn } from '../../functions/domain/capture.ts';
import { nextSweep } from '../../functions/domain/next-sweep.ts';
import { imagePath, previewPath } from '../../functions/domain/static-path.ts';
import { sweep } from '../../functions/usecases/sweep.ts';
import {
  NOON,
  someDone,
  someFailed,
  someLimits,
  someParked,
  somePlans,
  someProfile,
  someQueued,
  someWaitlisted,
} from '../support/builders.ts';
import { type MemoryService, memoryService, memoryTables } from '../support/memory-ports.ts';

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
const limits = someLimits({ monthlyQuota: 3 });
const nothing = {
  resent: 0,
  sentOn: 0,
  buried: 0,
  released: 0,
  dispatched: 0,
  expired: 0,
  withdrawn: 0,
  deleted: 0,
  givenUp: 0,
  repaired: 0,
};
const tokenOf = (index: number) => `${index}`.padStart(32, 't');

beforeEach(() => {
  service = memoryService(() => clock);
  service.accounts.profiles.set('account1', someProfile());
  clock = NOON;
  logged = [];
});

const waiting = (jobId: number, accountId = 'account1') =>
  someWaitlisted({ jobId, accountId, token: tokenOf(jobId) });
/** Puts captures on the wait list, in whatever order. */
const wait = async (...jobIds: number[]) => {
  for (const jobId of jobIds) {
    expect(await service.captures.create(waiting(jobId), limits)).toBe('created');
  }
};
const exhaust = (month: string) => service.accounts.usage.set(`account1/${month}`, 3);
const statuses = () =>
  [...service.captures.rows.values()].map(({ jobId, status }) => `${jobId} ${status}`).toSorted();
const profile = () => service.accounts.profiles.get('account1');

describe('the turn of the month', () => {
  test('releases what the new quota allows, and the rest with the next', async () => {
    exhaust('2026-11');
    await wait(1, 2, 3, 4, 5);
    clock = NEXT_MONTH - 1;
    expect(await sweep(deps())).toEqual(nothing);
    clock = NEXT_MONTH;
    expect(await sweep(deps())).toEqual({ ...nothing, released: 3, dispatched: 3 });
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
    const { waiting: listed } = service.accounts;
    // The index shows it for a moment.
    service.accounts.waiting = async (work, now, most) => [
      ...(await listed(work, now, most)),
      { id: 'account2', sweepAt: NEXT_MONTH },
    ];
    expect((await sweep(deps())).released).toBe(1);
    expect(logged).not.toContain('sweep_failed');
  });

  test('does not leave to the next hour what was judged by the month before and written in the new one', async () => {
    exhaust('2026-11');
    clock = NEXT_MONTH;
    await wait(1);
    clock += 60_000;
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
    expect(await service.captures.move([{ from: queued, to: held(NOON + 100_000) }])).toBe('written');
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
    clock += 60_000;
    expect((await sweep(deps())).resent).toBe(1);
  });
});

test('a wait list that could be paid for and was not released is, within the hour', async () => {
  exhaust('2026-11');
  await wait(1);
  await service.accounts.setCredit('account1', 1);
  clock = NOON + 3_599_999;
  expect((await sweep(deps())).released).toBe(0);
  clock += 1;
  expect((await sweep(deps())).released).toBe(1);
});

test('a wait list that its account’s count denies is found when the account is looked at', async () => {
  exhaust('2026-11');
  await wait(1, 2);
  const rows = service.dynamo.tables.get(memoryTables.accounts);
  rows.set({ ...rows.get({ pk: 'ACCOUNT#account1', sk: 'PROFILE' }), waitlisted: 0 });
  service.accounts.nextToCheck = async () => [];
  clock = NOON + 3_600_000;
  expect((await sweep(deps())).repaired).toBe(1);
  expect(profile()).toMatchObject({ waitlisted: 2 });
});

test('a wait list that takes all of a sweep does not hold up what waits for a slot that nobody has handed on', async () => {
  exhaust('2026-11');
  await wait(1);
  service.accounts.profiles.set('account2', someProfile({ id: 'account2' }));
  clock = NEXT_MONTH - 45_000;
  const parked = someParked({ jobId: 2, accountId: 'account2', token: tokenOf(2), dueAt: clock });
  await service.captures.create(parked, limits);
  clock = NEXT_MONTH + 60_000;
  const { captures } = service;
  const slow: typeof captures = {
    ...captures,
    standing: (accountId, ...rest) => {
      if (accountId === 'account1') clock += 600_000;
      return captures.standing(accountId, ...rest);
    },
  };
  await sweep({ ...deps(), captures: slow });
  expect(service.queue.sent).toEqual([parked.token, tokenOf(1)]);
  expect(logged).toContain('sweep_out_of_time');
});

test('wait lists that are longer than a page go on in turns, all of them in one sweep', async () => {
  // More than are looked at at the same time.
  const ids = Array.from({ length: 9 }, (_, index) => `account${index + 1}`);
  for (const accountId of ids) {
    service.accounts.profiles.set(accountId, someProfile({ id: accountId }));
    service.accounts.usage.set(`${accountId}/2026-11`, 1_000);
    for (let jobId = 1; jobId <= 200; jobId += 1) {
      const one = someWaitlisted({ jobId, accountId, token: `${accountId}${jobId}`.padStart(32, 't') });
      await service.captures.create(one, someLimits({ monthlyQuota: 1_000, waitlistPlaces: 1_000 }));
    }
  }
  clock = NEXT_MONTH;
  const pages: string[] = [];
  const begins: (number | undefined)[] = [];
  const { captures } = service;
  const told: typeof captures = {
    ...captures,
    due: (work, ...rest) => {
      if (work === 'expired') pages.push(work);
      return captures.due(work, ...rest);
    },
    standing: (accountId, status, most, after) => {
      if (accountId === 'account1' && status === 'waitlisted') begins.push(after);
      return captures.standing(accountId, status, most, after);
    },
    move: (moves, given) => {
      if (moves[0]?.from.status === 'waitlisted') pages.push(moves[0].from.accountId);
      return captures.move(moves, given);
    },
  };
  const plans = { ...somePlans, free: { ...somePlans.free, monthlyQuota: 1_000 } };
  expect((await sweep({ ...deps(), plans, captures: told })).released).toBe(1_800);
  expect(pages.slice(0, 10).toSorted()).toEqual([...ids, 'expired']);
  // Behind what the index may still show.
  expect(begins).toEqual([undefined, 90, 180]);
});

test.each<[string, Capture, number | undefined]>([
  ['a queued capture is looked at a minute after it is due', someQueued(), NOON + 67_000],
  ['one that waits for a slot never: its account is', someParked(), undefined],
  ['one that is late rarer and rarer', someQueued({ dueAt: NOON - 200_000 }), NOON + 200_000],
  ['but no rarer than that', someQueued({ dueAt: NOON - 9_000_000 }), NOON + 900_000],
  ['one that waits for something to pay with neither', someWaitlisted(), undefined],
  ['one that is done never', someDone(), undefined],
  ['one that has failed never', someFailed(), undefined],
  ['one that is done and kept for a time when that is over', someDone({ keptUntil: NOON + 5 }), NOON + 5],
  ['one that has failed and is kept for a time as well', someFailed({ keptUntil: NOON + 5 }), NOON + 5],
])('%s', (_, one, time) => {
  expect(nextSweep(one, NOON)?.at).toBe(time);
});

describe('what waits for a slot that nobody has handed on', () => {
  const park = async (...jobIds: number[]) => {
    for (const jobId of jobIds) {
      const one = someParked({ jobId, token: tokenOf(jobId), dueAt: NOON });
      await service.captures.create(one, someLimits());
    }
  };

  test('gets one 45 seconds after it began to wait, the oldest first and within the cap', async () => {
    await park(4, 1, 3, 2);
    clock = NOON + 44_999;
    expect(await sweep(deps())).toEqual(nothing);
    clock = NOON + 45_000;
    expect(await sweep(deps())).toEqual({ ...nothing, dispatched: 3 });
    expect(statuses()).toEqual(['1 queued', '2 queued', '3 queued', '4 parked']);
    expect(service.queue.sent).toEqual([1, 2, 3].map(tokenOf));
    expect(profile()).toMatchObject({ inflight: 3, parked: 1 });
  });

  /** Captures that hold slots, and are not to be looked at for long. */
  const hold = async (...jobIds: number[]) => {
    for (const jobId of jobIds) {
      const one = someQueued({ jobId, token: tokenOf(jobId), dueAt: NOON + 3_600_000 });
      await service.captures.create(one, someLimits());
    }
  };

  test('and cannot have one yet is looked at again in a minute', async () => {
    await hold(7, 8, 9);
    await park(1);
    clock = NOON + 60_000;
    expect(await sweep(deps())).toEqual(nothing);
    const ended = service.captures.rows.get(tokenOf(7)) as CaptureIn<'queued'>;
    await service.captures.move([{ from: ended, to: someDone({ token: tokenOf(7), jobId: 7 }) }]);
    expect(await sweep(deps())).toEqual(nothing);
    clock += 60_000;
    expect((await sweep(deps())).dispatched).toBe(1);
  });

  const accountLooks = async () =>
    (await service.accounts.waiting('waiting', Number.MAX_SAFE_INTEGER, 1_000)).length;

  test('is left to those who free its account’s slots, and may be about to hand them on', async () => {
    await hold(7, 8, 9);
    await park(1);
    clock = NOON + 59_000;
    const ended = service.captures.rows.get(tokenOf(7)) as CaptureIn<'queued'>;
    await service.captures.move([{ from: ended, to: someDone({ token: tokenOf(7), jobId: 7 }) }]);
    clock = NOON + 60_000;
    expect(await sweep(deps())).toEqual(nothing);
    clock += 60_000;
    expect((await sweep(deps())).dispatched).toBe(1);
  });

  test('costs the same looks a sweep, however many they are', async () => {
    const looks = async (...jobIds: number[]) => {
      service = memoryService(() => clock);
      service.accounts.profiles.set('account1', someProfile());
      clock = NOON;
      await hold(77, 88, 99);
      await park(...jobIds);
      clock = NOON + 60_000;
      service.dynamo.calls.clear();
      await sweep(deps());
      return Object.fromEntries(service.dynamo.calls);
    };
    const ofOne = await looks(1);
    expect(ofOne).toHaveProperty('UpdateCommand');
    expect(await looks(1, 2, 3, 4, 5, 6)).toEqual(ofOne);
  });

  test('gets one in a minute, though the account’s wait list is looked at once an hour', async () => {
    exhaust('2026-11');
    await wait(9);
    clock = NOON + 600_000;
    const one = someParked({ jobId: 1, token: tokenOf(1), charge: { from: 'credit' } });
    await service.accounts.setCredit('account1', 1);
    expect(await service.captures.create(one, limits)).toBe('created');
    clock += 44_999;
    expect(await sweep(deps())).toEqual(nothing);
    clock += 1;
    expect((await sweep(deps())).dispatched).toBe(1);
    // And the wait list has not lost its place.
    clock = NEXT_MONTH;
    expect((await sweep(deps())).released).toBe(1);
  });

  test('is looked at each minute until nothing waits any more, and again when something does', async () => {
    await park(1);
    clock = NOON + 60_000;
    expect((await sweep(deps())).dispatched).toBe(1);
    expect(await accountLooks()).toBe(1);
    clock += 60_000;
    await sweep(deps());
    expect(await accountLooks()).toBe(0);
    await park(2);
    expect(await accountLooks()).toBe(1);
  });

  test('is looked at a minute after the first began to wait, however many come after it', async () => {
    await park(1);
    clock = NOON + 59_000;
    await park(2);
    clock = NOON + 60_000;
    expect((await sweep(deps())).dispatched).toBe(2);
  });

  test('is not forgotten when something begins to wait while it is looked at', async () => {
    await park(1);
    clock = NOON + 60_000;
    expect((await sweep(deps())).dispatched).toBe(1);
    clock += 60_000;
    const looked = service.accounts.looked;
    service.accounts.looked = async (seen, stillSince) => {
      await park(2);
      await looked(seen, stillSince);
    };
    expect(await sweep(deps())).toEqual(nothing);
    service.accounts.looked = looked;
    clock += 60_000;
    expect((await sweep(deps())).dispatched).toBe(1);
  });

  test('goes on although somebody has made its account count none of it', async () => {
    await hold(7, 8, 9);
    await park(1);
    // A round through all accounts: the next one is minutes off.
    expect(await sweep(deps())).toEqual(nothing);
    clock = NOON + 60_000;
    const ended = service.captures.rows.get(tokenOf(7)) as CaptureIn<'queued'>;
    await service.captures.move([{ from: ended, to: someDone({ token: tokenOf(7), jobId: 7 }) }]);
    const rows = service.dynamo.tables.get(memoryTables.accounts);
    rows.set({ ...rows.get({ pk: 'ACCOUNT#account1', sk: 'PROFILE' }), parked: 0 });
    expect(await sweep(deps())).toEqual({ ...nothing, dispatched: 1, repaired: 1 });
    expect(profile()).toMatchObject({ inflight: 3, parked: 0 });
  });

  test('stays listed while what is taken off the count of it may hide that somebody has altered that', async () => {
    await park(1);
    clock = NOON + 50_000;
    const one = service.captures.rows.get(tokenOf(1)) as CaptureIn<'parked'>;
    await service.captures.move([{ from: one, to: someFailed({ token: tokenOf(1) }) }]);
    clock = NOON + 60_000;
    expect(await sweep(deps())).toEqual(nothing);
    expect(await accountLooks()).toBe(1);
    clock += 60_000;
    expect(await sweep(deps())).toEqual(nothing);
    expect(await accountLooks()).toBe(0);
  });

  test('stays listed while its account cannot be looked at', async () => {
    await park(1);
    const one = service.captures.rows.get(tokenOf(1)) as CaptureIn<'parked'>;
    await service.captures.move([{ from: one, to: someFailed({ token: tokenOf(1) }) }]);
    clock = NOON + 60_000;
    const get = service.accounts.get;
    service.accounts.get = async () => {
      throw new Error('no account');
    };
    await sweep(deps());
    expect(await accountLooks()).toBe(1);
    service.accounts.get = get;
    clock += 60_000;
    await sweep(deps());
    expect(await accountLooks()).toBe(0);
  });

  test('is looked at from when its account is found to count too few of it', async () => {
    await park(1);
    service.accounts.profiles.set('account1', someProfile({ inflight: 3, parked: 0 }));
    expect(await accountLooks()).toBe(0);
    const seen = await service.accounts.get('account1', '2026-11');
    if (seen === undefined) throw new Error('the account is gone');
    const repair = { counter: 'parked', to: 1, seen, stamp: 'parkedGivenAt' } as const;
    expect(await service.accounts.setCounter('account1', repair)).toBe(true);
    expect(await accountLooks()).toBe(1);
  });

  test('holds up no other account while one cannot be taken up', async () => {
    service.accounts.profiles.set('account2', someProfile({ id: 'account2' }));
    for (const accountId of ['account1', 'account2']) {
      const token = tokenOf(Number(accountId.slice(-1)));
      await service.captures.create(someParked({ accountId, token, dueAt: NOON }), someLimits());
    }
    clock = NOON + 60_000;
    const get = service.accounts.get;
    service.accounts.get = async (id, month) => {
      if (id === 'account1') throw new Error('no account');
      return get(id, month);
    };
    expect((await sweep(deps())).dispatched).toBe(1);
    expect(await service.accounts.waiting('waiting', clock, 10)).toEqual([]);
    service.accounts.get = get;
    clock += 60_000;
    expect((await sweep(deps())).dispatched).toBe(1);
  });
});

describe('a message that is sent again', () => {
  test('goes to the queue of its account', async () => {
    service.accounts.profiles.set('account2', someProfile({ id: 'account2', credit: 5 }));
    for (const [jobId, accountId] of [
      [1, 'account1'],
      [2, 'account2'],
      [3, 'account2'],
    ] as const) {
      const one = someQueued({ jobId, accountId, token: tokenOf(jobId), dueAt: NOON });
      await service.captures.create(one, someLimits());
    }
    clock = NOON + 60_000;
    expect((await sweep(deps())).resent).toBe(3);
    const lanes = service.queue.sent.map((token, at) => [token, service.queue.lanes[at]]);
    expect(Object.fromEntries(lanes)).toEqual({
      [tokenOf(1)]: 'standard',
      [tokenOf(2)]: 'priority',
      [tokenOf(3)]: 'priority',
    });
  });
});

describe('results that are kept for a time', () => {
  const files = ['t/tt/', 't/tt/'].map((folder, at) => `${folder}${tokenOf(1)}${['.jpg', '_p.webp'][at]}`);
  const keep = (one: Capture) => {
    service.captures.rows.set(one.token, one);
    for (const file of files) service.images.files.set(file, new Uint8Array([1]));
    service.images.files.set('another', new Uint8Array([1]));
  };

  test('are deleted with their files, from the moment on when it is over', async () => {
    keep(someDone({ token: tokenOf(1), keptUntil: NOON + 1_000 }));
    clock = NOON + 999;
    expect(await sweep(deps())).toEqual(nothing);
    expect(service.images.files.size).toBe(3);
    clock = NOON + 1_000;
    expect(await sweep(deps())).toEqual({ ...nothing, deleted: 1 });
    expect([...service.images.files.keys()]).toEqual(['another']);
    expect(service.captures.rows.size).toBe(0);
    expect(await sweep(deps())).toEqual(nothing);
  });

  test.each([
    ['is waited for by a callback', { ...newCallback('https://hooks.example.net/'), dueAt: NOON }],
    [
      'was given up without a dead letter so far',
      { ...newCallback('https://hooks.example.net/'), state: 'failed' as const, unburied: true },
    ],
  ])('are not deleted before there is a dead letter of what %s', async (_, callback) => {
    keep(someDone({ token: tokenOf(1), callback, heldUntil: NOON, keptUntil: NOON }));
    const reports = [];
    while (service.captures.rows.size > 0) {
      reports.push(await sweep(deps()));
      clock += 60_000;
      if (reports.length > 5) throw new Error('it is never deleted');
    }
    expect(reports.map(({ buried }) => buried)).toContain(1);
    expect(reports.at(-1)?.deleted).toBe(1);
    expect(service.letters.buried.map(({ token }) => token)).toEqual([tokenOf(1)]);
  });

  test('of a failure that was never tried have no files', async () => {
    keep(someFailed({ token: tokenOf(1), attempt: 0, keptUntil: NOON }));
    service.images.broken = true;
    expect((await sweep(deps())).deleted).toBe(1);
    expect(service.captures.rows.size).toBe(0);
  });

  test('of a failure that was tried may have files, of an attempt that came too late', async () => {
    const failed = someFailed({ token: tokenOf(1), attempt: 1, keptUntil: NOON });
    keep(failed);
    service.images.files.set(imagePath(failed.token, failed.options.format), new Uint8Array(1));
    expect((await sweep(deps())).deleted).toBe(1);
    expect(service.captures.rows.size).toBe(0);
    expect([...service.images.files.keys()]).not.toContain(imagePath(failed.token, failed.options.format));
  });

  test('keep their row while the files cannot be deleted, so that they are found again', async () => {
    keep(someDone({ token: tokenOf(1), keptUntil: NOON }));
    service.images.broken = true;
    expect(await sweep(deps())).toEqual(nothing);
    expect(logged).toContain('sweep_failed');
    expect(service.captures.rows.size).toBe(1);
    service.images.broken = false;
    clock += 60_000;
    expect((await sweep(deps())).deleted).toBe(1);
    expect(service.images.files.size).toBe(1);
  });

  test('for good are left alone for good', async () => {
    keep(someDone({ token: tokenOf(1) }));
    clock = Date.UTC(2099, 0, 1);
    expect(await sweep(deps())).toEqual(nothing);
    expect(service.captures.rows.size).toBe(1);
  });
});

describe('files that an attempt may have stored of a capture that failed', () => {
  const failed = someFailed({ token: tokenOf(1), failure: 'internal', withdrawAt: NOON + 1_000 });
  const files = [imagePath(tokenOf(1), 'jpg'), previewPath(tokenOf(1))];
  const row = () => service.captures.rows.get(tokenOf(1));

  beforeEach(() => {
    service.captures.rows.set(tokenOf(1), failed);
    for (const file of files) service.images.files.set(file, new Uint8Array([1]));
  });

  test('are deleted once the worker must be gone, and not again', async () => {
    clock = NOON + 999;
    expect(await sweep(deps())).toEqual(nothing);
    clock = NOON + 1_000;
    expect(await sweep(deps())).toEqual({ ...nothing, withdrawn: 1 });
    expect(service.images.files.size).toBe(0);
    expect(row()).toMatchObject({ status: 'failed', withdrawnAt: clock });
    expect(row()).not.toHaveProperty('withdrawAt');
    clock += 3_600_000;
    expect(await sweep(deps())).toEqual(nothing);
  });

  test('are deleted in a later sweep when they could not be', async () => {
    clock = NOON + 1_000;
    service.images.broken = true;
    expect(await sweep(deps())).toEqual(nothing);
    expect(row()).toEqual(failed);
    service.images.broken = false;
    clock += 60_000;
    expect(await sweep(deps())).toEqual({ ...nothing, withdrawn: 1 });
    expect(service.images.files.size).toBe(0);
  });

  test('are left where they are until its callback is settled', async () => {
    const callback = { ...newCallback('https://hooks.example.net/'), dueAt: NOON + 7_200_000 };
    service.captures.rows.set(tokenOf(1), { ...failed, callback });
    clock = NOON + 3_600_000;
    expect(await sweep(deps())).toEqual(nothing);
    const { dueAt: _, ...settled } = { ...callback, state: 'delivered' as const, attempts: 1 };
    service.captures.rows.set(tokenOf(1), { ...failed, callback: settled });
    expect(await sweep(deps())).toEqual({ ...nothing, withdrawn: 1 });
  });

  test('are written down as deleted by no sweep that read the row before it expired', async () => {
    const expired = { ...failed, isExpired: true };
    const stale = { from: failed, to: { ...failed, withdrawnAt: clock } };
    service.captures.rows.set(tokenOf(1), expired);
    expect(await service.captures.move([stale])).toBe('moved');
  });
});

test('one that cannot be looked at does not keep the others from their turn', async () => {
  for (const jobId of [1, 2]) {
    await service.captures.create(someQueued({ token: tokenOf(jobId), jobId, dueAt: NOON }), limits);
  }
  clock = NOON + 60_000;
  const real = service.captures.get;
  service.captures.get = async (token) => {
    if (token === tokenOf(1)) throw new Error('no capture');
    return real(token);
  };
  expect((await sweep(deps())).resent).toBe(1);
  expect(service.queue.sent).toEqual([tokenOf(2)]);
  expect(await service.captures.due('late', clock, 10)).toEqual([]);
});
