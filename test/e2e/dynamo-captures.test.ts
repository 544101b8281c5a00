import { randomUUID } from 'node:crypto';
import { describe, expect, inject, test } from 'vitest';
import { dynamoAccounts } from '../../functions/adapters/aws/dynamo-accounts.ts';
import { dynamoCaptures } from '../../functions/adapters/aws/dynamo-captures.ts';
import type { Capture, CaptureIn, ChargedCapture } from '../../functions/domain/capture.ts';
import { type CaptureEvent, transition } from '../../functions/domain/transition.ts';
import { MONTH, NOON, someProfile, someQueued } from '../support/builders.ts';
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

const moved = (from: Capture, event: CaptureEvent): ChargedCapture => {
  const next = transition(from, event);
  if (next === undefined) throw new Error(`${event.type} does not apply`);
  return next;
};
const claimed: CaptureEvent = { type: 'claimed', at: NOON, leaseUntil: NOON + 9, dueAt: NOON };
const refused: CaptureEvent = { type: 'attempt_failed', failure: 'dns_failed', at: NOON };

describe('creating', () => {
  test('stores the capture, takes from the quota and counts it as in flight', async () => {
    const { queued, now } = await someone();
    const one = queued();
    expect(await captures.create(one, { monthlyQuota: 2, waitlistPlaces: 2 })).toBe('created');
    expect(await captures.get(one.token)).toEqual(one);
    expect(await now()).toEqual({ used: 1, inflight: 1, credit: 0 });
  });

  test('beyond the quota changes nothing, also from many callers at once', async () => {
    const { queued, now } = await someone();
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => captures.create(queued(), { monthlyQuota: 5, waitlistPlaces: 2 })),
    );
    expect(answers.filter((answer) => answer === 'created')).toHaveLength(5);
    expect(await now()).toEqual({ used: 5, inflight: 5, credit: 0 });
  });

  test('takes credits down to none', async () => {
    const { queued, now } = await someone(1);
    const paid = () => ({ ...queued(), charge: { from: 'credit' as const } });
    const last = paid();
    expect(await captures.create(last, { monthlyQuota: 0, waitlistPlaces: 2 })).toBe('created');
    const refusedOne = paid();
    expect(await captures.create(refusedOne, { monthlyQuota: 0, waitlistPlaces: 2 })).toBe('exhausted');
    expect(await captures.get(refusedOne.token)).toBeUndefined();
    expect(await now()).toEqual({ used: 0, inflight: 1, credit: 0 });
    const held = moved(last, claimed);
    await captures.replace(last, held, false);
    await captures.replace(held, moved(held, refused), true);
    expect(await now()).toEqual({ used: 0, inflight: 0, credit: 1 });
  });

  test('never overwrites a token', async () => {
    const { queued, now } = await someone();
    const one = queued();
    await captures.create(one, { monthlyQuota: 9, waitlistPlaces: 2 });
    await expect(
      captures.create({ ...one, jobId: 2 }, { monthlyQuota: 9, waitlistPlaces: 2 }),
    ).rejects.toThrow();
    expect(await captures.get(one.token)).toEqual(one);
    expect(await now()).toEqual({ used: 1, inflight: 1, credit: 0 });
  });
});

describe('replacing', () => {
  test('is done by one of many that read the same state', async () => {
    const { queued } = await someone();
    const one = queued();
    await captures.create(one, { monthlyQuota: 9, waitlistPlaces: 2 });
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => captures.replace(one, moved(one, claimed), false)),
    );
    expect(answers.filter(Boolean)).toHaveLength(1);
    expect(await captures.get(one.token)).toEqual(moved(one, claimed));
  });

  test('by an attempt that lost the capture changes neither it nor the account', async () => {
    const { queued, now } = await someone();
    const one = queued();
    await captures.create(one, { monthlyQuota: 9, waitlistPlaces: 2 });
    const first = moved(one, claimed);
    await captures.replace(one, first, false);
    const second = moved(first, { ...claimed, at: NOON + 10, leaseUntil: NOON + 99 });
    expect(await captures.replace(first, second, false)).toBe(true);
    expect(await captures.replace(first, moved(first, refused), true)).toBe(false);
    expect(await captures.get(one.token)).toEqual(second);
    expect(await now()).toEqual({ used: 1, inflight: 1, credit: 0 });
  });

  test('at the end gives back once, and drops what the earlier state had', async () => {
    const { queued, now } = await someone();
    const one = queued();
    await captures.create(one, { monthlyQuota: 9, waitlistPlaces: 2 });
    const held = moved(one, claimed);
    await captures.replace(one, held, false);
    const failed = moved(held, refused);
    const answers = await Promise.all([1, 2, 3].map(() => captures.replace(held, failed, true)));
    expect(answers.filter(Boolean)).toHaveLength(1);
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
    const limits = { monthlyQuota: 0, waitlistPlaces: 3 };
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) => captures.create(waiting(i + 1, queued()), limits)),
    );
    expect(answers.filter((answer) => answer === 'created')).toHaveLength(3);
    expect(await accounts.get(id, MONTH)).toMatchObject({ waitlisted: 3, inflight: 0, quotaUsed: 0 });
    expect(await captures.create(waiting(11, queued()), { ...limits, waitlistPlaces: 0 })).toBe('exhausted');
  });

  test('is told oldest first, and each of it is released once, within the quota', async () => {
    const { queued, id } = await someone();
    const limits = { monthlyQuota: 3, waitlistPlaces: 10 };
    const rows = [5, 2, 9, 7, 1].map((jobId) => waiting(jobId, queued()));
    for (const row of rows) await captures.create(row, limits);
    const oldestFirst = rows.toSorted((a, b) => a.jobId - b.jobId).map(({ token }) => token);
    expect(await captures.waitlistOf(id, 10)).toEqual(oldestFirst);
    expect(await captures.waitlistOf(id, 2)).toEqual(oldestFirst.slice(0, 2));
    const charge = { from: 'quota', month: MONTH } as const;
    const release = (row: CaptureIn<'waitlisted'>) =>
      captures.release({ ...row, status: 'queued', charge, dueAt: NOON }, limits);
    const answers = await Promise.all([...rows, ...rows, ...rows].map(release));
    expect(answers.filter((answer) => answer === 'released')).toHaveLength(3);
    expect(await accounts.get(id, MONTH)).toMatchObject({ waitlisted: 2, inflight: 3, quotaUsed: 3 });
    expect(await captures.waitlistOf(id, 10)).toHaveLength(2);
  });

  test('and what is queued are due in time, and postponed once', async () => {
    const { queued } = await someone();
    const one = { ...queued(), dueAt: Date.now() };
    await captures.create(one, { monthlyQuota: 9, waitlistPlaces: 0 });
    const due = async (at: number) =>
      (await captures.due(at, 1_000)).find(({ token }) => token === one.token);
    expect(await due(one.dueAt)).toBeUndefined();
    const found = await due(one.dueAt + 120_000);
    if (found === undefined) throw new Error('it was not due');
    await captures.postpone(found, found.sweepAt + 500_000);
    expect(await due(found.sweepAt)).toBeUndefined();
    // Seen as it was before: it has moved on.
    await captures.postpone(found, found.sweepAt + 1);
    expect(await due(found.sweepAt + 1)).toBeUndefined();
    await captures.replace(one, moved(one, claimed), false);
    await captures.replace(moved(one, claimed), moved(moved(one, claimed), refused), true);
    expect(await due(Number.MAX_SAFE_INTEGER)).toBeUndefined();
  });
});

test('job ids are unique and rise', async () => {
  const first = await captures.nextJobId();
  const more = await Promise.all(Array.from({ length: 20 }, () => captures.nextJobId()));
  expect(new Set(more).size).toBe(20);
  expect(Math.min(...more)).toBeGreaterThan(first);
});

test('an account is found by its key’s hash, and no other', async () => {
  const { id } = await someone();
  expect(await accounts.findKey(`hash-${id}`)).toMatchObject({ accountId: id });
  expect(await accounts.findKey('hash-of-nobody')).toBeUndefined();
  expect(await accounts.get('nobody', MONTH)).toBeUndefined();
});
