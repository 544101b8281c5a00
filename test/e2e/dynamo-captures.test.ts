import { randomUUID } from 'node:crypto';
import { describe, expect, inject, test } from 'vitest';
import { dynamoAccounts } from '../../functions/adapters/aws/dynamo-accounts.ts';
import { dynamoCaptures } from '../../functions/adapters/aws/dynamo-captures.ts';
import { realTime } from '../../functions/adapters/aws/time.ts';
import type { AccountLimits } from '../../functions/domain/account.ts';
import type { Capture, CaptureIn } from '../../functions/domain/capture.ts';
import { type CaptureEvent, transition } from '../../functions/domain/transition.ts';
import { MONTH, NOON, someLimits, someParked, someProfile, someQueued } from '../support/builders.ts';
import { engineTables } from '../support/engine-tables.ts';

const { client, ...tables } = engineTables(inject('stack').endpoint);
const captures = dynamoCaptures(client, tables);
const accounts = dynamoAccounts(client, tables.accounts);

const someone = async (credit = 0) => {
  const id = randomUUID();
  await accounts.create(someProfile({ id, credit }), { hash: `hash-${id}`, name: 'key', createdAt: NOON });
  const queued = () => someQueued({ accountId: id, token: randomUUID().replaceAll('-', '') });
  const now = async () => {
    const account = await accounts.get(id, MONTH);
    return account && { used: account.quotaUsed, inflight: account.inflight, credit: account.credit };
  };
  return { id, queued, now };
};

const moved = (from: Capture, event: CaptureEvent): Capture => {
  const next = transition(from, event);
  if (next === undefined) throw new Error(`${event.type} does not apply`);
  return next;
};
/** Writes what becomes of a capture. */
const move = (from: Capture, to: Capture, limits?: AccountLimits) => captures.move([{ from, to }], limits);
const claimed: CaptureEvent = { type: 'claimed', at: NOON, leaseUntil: NOON + 9, dueAt: NOON };
const refused: CaptureEvent = { type: 'attempt_failed', failure: 'dns_failed', at: NOON };

describe('creating', () => {
  test('stores the capture, takes from the quota and counts it as in flight', async () => {
    const { queued, now } = await someone();
    const one = queued();
    expect(await captures.create(one, someLimits({ monthlyQuota: 2, waitlistPlaces: 2 }))).toBe('created');
    expect(await captures.get(one.token)).toEqual(one);
    expect(await now()).toEqual({ used: 1, inflight: 1, credit: 0 });
  });

  test('beyond the quota changes nothing, also from many callers at once', async () => {
    const { queued, now } = await someone();
    const answers = await Promise.all(
      Array.from({ length: 12 }, () =>
        captures.create(queued(), someLimits({ monthlyQuota: 5, waitlistPlaces: 2 })),
      ),
    );
    expect(answers.filter((answer) => answer === 'created')).toHaveLength(5);
    expect(await now()).toEqual({ used: 5, inflight: 5, credit: 0 });
  });

  test('takes credits down to none', async () => {
    const { queued, now } = await someone(1);
    const paid = () => ({ ...queued(), charge: { from: 'credit' as const } });
    const last = paid();
    expect(await captures.create(last, someLimits({ monthlyQuota: 0, waitlistPlaces: 2 }))).toBe('created');
    const refusedOne = paid();
    expect(await captures.create(refusedOne, someLimits({ monthlyQuota: 0, waitlistPlaces: 2 }))).toBe(
      'exhausted',
    );
    expect(await captures.get(refusedOne.token)).toBeUndefined();
    expect(await now()).toEqual({ used: 0, inflight: 1, credit: 0 });
    const held = moved(last, claimed);
    await move(last, held);
    await move(held, moved(held, refused));
    expect(await now()).toEqual({ used: 0, inflight: 0, credit: 1 });
  });

  test('never overwrites a token', async () => {
    const { queued, now } = await someone();
    const one = queued();
    await captures.create(one, someLimits({ monthlyQuota: 9, waitlistPlaces: 2 }));
    await expect(
      captures.create({ ...one, jobId: 2 }, someLimits({ monthlyQuota: 9, waitlistPlaces: 2 })),
    ).rejects.toThrow();
    expect(await captures.get(one.token)).toEqual(one);
    expect(await now()).toEqual({ used: 1, inflight: 1, credit: 0 });
  });
});

describe('moving', () => {
  test('is done by one of many that read the same state', async () => {
    const { queued } = await someone();
    const one = queued();
    await captures.create(one, someLimits({ monthlyQuota: 9, waitlistPlaces: 2 }));
    const answers = await Promise.all(Array.from({ length: 8 }, () => move(one, moved(one, claimed))));
    expect(answers.filter((answer) => answer === 'written')).toHaveLength(1);
    expect(await captures.get(one.token)).toEqual(moved(one, claimed));
  });

  test('by an attempt that lost the capture changes neither it nor the account', async () => {
    const { queued, now } = await someone();
    const one = queued();
    await captures.create(one, someLimits({ monthlyQuota: 9, waitlistPlaces: 2 }));
    const first = moved(one, claimed);
    await move(one, first);
    const second = moved(first, { ...claimed, at: NOON + 10, leaseUntil: NOON + 99 });
    expect(await move(first, second)).toBe('written');
    expect(await move(first, moved(first, refused))).toBe('moved');
    expect(await captures.get(one.token)).toEqual(second);
    expect(await now()).toEqual({ used: 1, inflight: 1, credit: 0 });
  });

  test('at the end gives back once, and drops what the earlier state had', async () => {
    const { queued, now } = await someone();
    const one = queued();
    await captures.create(one, someLimits({ monthlyQuota: 9, waitlistPlaces: 2 }));
    const held = moved(one, claimed);
    await move(one, held);
    const failed = moved(held, refused);
    const answers = await Promise.all([1, 2, 3].map(() => move(held, failed)));
    expect(answers.filter((answer) => answer === 'written')).toHaveLength(1);
    expect(await captures.get(one.token)).toEqual(failed);
    expect(await now()).toEqual({ used: 0, inflight: 0, credit: 0 });
  });
});

describe('the wait list', () => {
  const waiting = (jobId: number, queued: CaptureIn<'queued'>): CaptureIn<'waitlisted'> => {
    const { charge: _charge, dueAt: _dueAt, ...facts } = queued;
    return { ...facts, jobId, status: 'waitlisted' };
  };

  test('has as many places as it is given, however many come at once', async () => {
    const { queued, id } = await someone();
    const limits = someLimits({ monthlyQuota: 0, waitlistPlaces: 3 });
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) => captures.create(waiting(i + 1, queued()), limits)),
    );
    expect(answers.filter((answer) => answer === 'created')).toHaveLength(3);
    expect(await accounts.get(id, MONTH)).toMatchObject({ waitlisted: 3, inflight: 0, quotaUsed: 0 });
    expect(await captures.create(waiting(11, queued()), { ...limits, waitlistPlaces: 0 })).toBe('exhausted');
  });

  test('is told oldest first, and each of it is released once, within the quota', async () => {
    const { queued, id } = await someone();
    const limits = someLimits({ monthlyQuota: 3, waitlistPlaces: 10 });
    const rows = [5, 2, 9, 7, 1].map((jobId) => waiting(jobId, queued()));
    for (const row of rows) await captures.create(row, limits);
    const oldestFirst = rows.toSorted((a, b) => a.jobId - b.jobId).map(({ token }) => token);
    expect(await captures.standing(id, 'waitlisted', 10)).toEqual(oldestFirst);
    expect(await captures.standing(id, 'waitlisted', 2)).toEqual(oldestFirst.slice(0, 2));
    expect(await captures.standing(id, 'waitlisted', 2, 2)).toEqual(oldestFirst.slice(2, 4));
    const charge = { from: 'quota', month: MONTH } as const;
    const release = (row: CaptureIn<'waitlisted'>) =>
      move(row, moved(row, { type: 'released', charge, dueAt: NOON }), limits);
    const answers = await Promise.all([...rows, ...rows, ...rows].map(release));
    expect(answers.filter((answer) => answer === 'written')).toHaveLength(3);
    expect(await accounts.get(id, MONTH)).toMatchObject({
      waitlisted: 2,
      parked: 3,
      inflight: 0,
      quotaUsed: 3,
    });
    expect(await captures.standing(id, 'waitlisted', 10)).toHaveLength(2);
  });

  test('and what is queued are due in time, and postponed once', async () => {
    const { queued } = await someone();
    const one = { ...queued(), dueAt: Date.now() };
    await captures.create(one, someLimits({ monthlyQuota: 9, waitlistPlaces: 0 }));
    const due = async (at: number) =>
      (await captures.due('late', at, 1_000)).find(({ token }) => token === one.token);
    expect(await due(one.dueAt)).toBeUndefined();
    const found = await due(one.dueAt + 120_000);
    if (found === undefined) throw new Error('it was not due');
    await captures.postpone(found, { work: found.work, at: found.sweepAt + 500_000 });
    expect(await due(found.sweepAt)).toBeUndefined();
    // Seen as it was before: it has moved on.
    await captures.postpone(found, { work: found.work, at: found.sweepAt + 1 });
    expect(await due(found.sweepAt + 1)).toBeUndefined();
    await move(one, moved(one, claimed));
    await move(moved(one, claimed), moved(moved(one, claimed), refused));
    expect(await due(Number.MAX_SAFE_INTEGER)).toBeUndefined();
  });
});

describe('render slots', () => {
  const dispatched: CaptureEvent = { type: 'dispatched', dueAt: NOON };

  test('have the account looked at until nothing waits for one any more', async () => {
    const { id } = await someone();
    const limits = someLimits({ monthlyQuota: 9, waitlistPlaces: 0 });
    const one = someParked({ accountId: id, token: randomUUID().replaceAll('-', '') });
    const dueAt = async (at: number) =>
      (await accounts.waiting('waiting', at, 100_000)).find((account) => account.id === id);
    await captures.create(one, limits);
    expect(await dueAt(Date.now())).toBeUndefined();
    const due = await dueAt(Date.now() + 45_000);
    if (due === undefined) throw new Error('it was not due');
    const later = { lookedAt: Date.now() + 1, stillSince: Date.now() + 60_000 };
    await accounts.looked({ ...due, sweepAt: due.sweepAt - 1 }, later);
    expect(await dueAt(due.sweepAt)).toEqual(due);
    await accounts.looked(due, later);
    expect((await dueAt(Number.MAX_SAFE_INTEGER))?.sweepAt).toBe(later.lookedAt + 45_000);
    await move(one, moved(one, dispatched), limits);
    const last = await dueAt(Number.MAX_SAFE_INTEGER);
    if (last === undefined) throw new Error('it was forgotten');
    await accounts.looked(last, { ...later, stillSince: Date.now() - 60_000 });
    const still = await dueAt(Number.MAX_SAFE_INTEGER);
    if (still === undefined) throw new Error('it was forgotten while its count was not to be trusted');
    await accounts.looked(still, later);
    expect(await dueAt(Number.MAX_SAFE_INTEGER)).toBeUndefined();
  });

  test('are looked for in a minute, though the account’s wait list is looked at once an hour', async () => {
    const { id, queued } = await someone();
    const limits = someLimits({ monthlyQuota: 9, waitlistPlaces: 9 });
    const atNoon = { ...realTime, now: () => NOON };
    const stamped = dynamoCaptures(client, tables, atNoon);
    const sweeps = dynamoAccounts(client, tables.accounts, atNoon);
    const listed = async () => {
      const works = ['waiting', 'waitlist'] as const;
      const lists = works.map((work) => sweeps.waiting(work, Number.MAX_SAFE_INTEGER, 100_000));
      const [forSlots = [], forAllowance = []] = await Promise.all(lists);
      const at = (all: typeof forSlots) => all.find((account) => account.id === id)?.sweepAt;
      return { slot: at(forSlots), allowance: at(forAllowance) };
    };
    const { charge: _charge, dueAt: _dueAt, ...facts } = queued();
    await stamped.create({ ...facts, jobId: 1, status: 'waitlisted' }, limits);
    expect(await listed()).toEqual({ slot: undefined, allowance: NOON + 3_600_000 });
    const one = someParked({ accountId: id, token: randomUUID().replaceAll('-', '') });
    await stamped.create(one, limits);
    expect(await listed()).toEqual({ slot: NOON + 45_000, allowance: undefined });
    await stamped.move([{ from: one, to: moved(one, dispatched) }], limits);
    await sweeps.looked({ id, sweepAt: NOON + 45_000 }, { lookedAt: NOON, stillSince: NOON });
    expect(await listed()).toEqual({ slot: undefined, allowance: NOON + 3_600_000 });
  });

  const limits = someLimits({ inflightCap: 3 });
  const park = async (account: Awaited<ReturnType<typeof someone>>, jobId: number) => {
    const { token } = account.queued();
    const one = someParked({ accountId: account.id, token, jobId });
    expect(await captures.create(one, limits)).toBe('created');
    return one;
  };

  test('are as many as there are, however many want one at once', async () => {
    const account = await someone();
    const parked = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map((jobId) => park(account, jobId)));
    const answers = await Promise.all(
      [...parked, ...parked].map((one) => move(one, moved(one, dispatched), limits)),
    );
    expect(answers.filter((answer) => answer === 'written')).toHaveLength(3);
    expect(await accounts.get(account.id, MONTH)).toMatchObject({ inflight: 3, parked: 5, quotaUsed: 8 });
    expect(await captures.create(account.queued(), limits)).toBe('exhausted');
    const queued = await captures.getAll(parked.map(({ token }) => token));
    expect(queued.map(({ status }) => status).toSorted()).toEqual([
      ...Array(5).fill('parked'),
      ...Array(3).fill('queued'),
    ]);
  });

  test('are taken together or not at all', async () => {
    const account = await someone();
    const parked = await Promise.all([1, 2, 3, 4].map((jobId) => park(account, jobId)));
    const moves = parked.map((from) => ({ from, to: moved(from, dispatched) }));
    expect(await captures.move(moves, limits)).toBe('exhausted');
    expect(await accounts.get(account.id, MONTH)).toMatchObject({ inflight: 0, parked: 4 });
    expect(await captures.move(moves.slice(0, 3), limits)).toBe('written');
    expect(await captures.move(moves.slice(2), someLimits())).toBe('moved');
    expect(await accounts.get(account.id, MONTH)).toMatchObject({ inflight: 3, parked: 1 });
  });
});

test('job ids are unique and rise', async () => {
  const first = await captures.nextJobIds(1);
  const starts = await Promise.all(Array.from({ length: 20 }, () => captures.nextJobIds(7)));
  const more = starts.flatMap((start) => Array.from({ length: 7 }, (_, at) => start + at));
  expect(new Set(more).size).toBe(140);
  expect(Math.min(...more)).toBeGreaterThan(first);
});

test('an account is found by its key’s hash, and no other', async () => {
  const { id } = await someone();
  expect(await accounts.findKey(`hash-${id}`)).toMatchObject({ accountId: id });
  expect(await accounts.findKey('hash-of-nobody')).toBeUndefined();
  expect(await accounts.get('nobody', MONTH)).toBeUndefined();
});
