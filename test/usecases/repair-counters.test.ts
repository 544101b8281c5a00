import { beforeEach, expect, test } from 'vitest';
import { repairCounters } from '../../functions/usecases/repair-counters.ts';
import { sweep } from '../../functions/usecases/sweep.ts';
import {
  MONTH,
  NOON,
  someBatch,
  someLimits,
  someParked,
  somePlans,
  someProfile,
  someQueued,
  someToken,
} from '../support/builders.ts';
import { type MemoryService, memoryService } from '../support/memory-ports.ts';

let service: MemoryService;
let now: number;
let logged: string[];
const deps = () => ({
  ...service,
  plans: somePlans,
  now: () => now,
  log: (event: string) => {
    logged.push(event);
  },
});
const profile = () => service.accounts.profiles.get('account1');

beforeEach(() => {
  service = memoryService(() => now);
  now = NOON;
  logged = [];
  service.captures.rows.set(someToken('a'), someQueued({ token: someToken('a'), jobId: 1 }));
  service.captures.rows.set(someToken('b'), {
    ...someQueued({ token: someToken('b'), jobId: 2 }),
    status: 'parked',
  });
  service.accounts.usage.set(`account1/${MONTH}`, 2);
});

test('counters that drifted are put right, and the operator is told', async () => {
  service.accounts.profiles.set('account1', someProfile({ inflight: 3, parked: 1, waitlisted: 4 }));
  expect(await repairCounters(deps(), 'account1')).toBe(true);
  expect(profile()).toMatchObject({ inflight: 1, parked: 1, waitlisted: 0 });
  expect(logged).toEqual(['counters_repaired']);
});

test('the sweeper comes to every account in turns, and counts what it repaired', async () => {
  service.accounts.profiles.set('account1', someProfile({ inflight: 3, parked: 1 }));
  expect((await sweep(deps())).repaired).toBe(1);
  expect((await sweep(deps())).repaired).toBe(0);
});

test('the sweeper comes to an account again ten minutes after the last round began, not sooner', async () => {
  service.accounts.profiles.set('account1', someProfile());
  expect(await service.accounts.nextToCheck(1_000)).toEqual(['account1']);
  now = NOON + 599_999;
  expect(await service.accounts.nextToCheck(1_000)).toEqual([]);
  now = NOON + 600_000;
  expect(await service.accounts.nextToCheck(1_000)).toEqual(['account1']);
});

test('a round goes on with each sweep until it has come to all', async () => {
  service.accounts.profiles.set('account1', someProfile());
  service.accounts.profiles.set('account2', someProfile({ id: 'account2' }));
  const found = [];
  for (let row = 0; row < 20; row += 1) found.push(...(await service.accounts.nextToCheck(1)));
  expect(found.toSorted()).toEqual(['account1', 'account2']);
});

test('what waited for a counter that was too high goes on with the sweep that puts it right', async () => {
  service.accounts.profiles.set('account1', someProfile({ inflight: 3, parked: 1 }));
  expect(await sweep(deps())).toMatchObject({ repaired: 1, dispatched: 1 });
  expect(profile()).toMatchObject({ inflight: 2, parked: 0 });
});

test('counters that agree are left as they are', async () => {
  const right = someProfile({ inflight: 1, parked: 1, countedAt: NOON - 3_600_000 });
  service.accounts.profiles.set('account1', right);
  expect(await repairCounters(deps(), 'account1')).toBe(false);
  expect(profile()).toEqual(right);
});

test('an account in which something changed a moment ago is left alone, since the index may lag', async () => {
  service.accounts.profiles.set(
    'account1',
    someProfile({ inflight: 3, parked: 1, countedAt: NOON - 14_000 }),
  );
  expect(await repairCounters(deps(), 'account1')).toBe(false);
  now += 1_000;
  expect(await repairCounters(deps(), 'account1')).toBe(true);
});

test('what a batch has reserved and not written yet is no drift', async () => {
  service.accounts.profiles.set('account1', someProfile({ inflight: 1, parked: 6 }));
  const open = someBatch({ accountId: 'account1', outcomes: 'qqqqq' });
  await service.batches.begin(
    open,
    { inflight: 0, parked: 0, waitlisted: 0, credit: 0, quota: {} },
    { monthlyQuota: 9, waitlistPlaces: 9, inflightCap: 9 },
  );
  expect(await repairCounters(deps(), 'account1')).toBe(false);
  await service.batches.forget(open);
  expect(await repairCounters(deps(), 'account1')).toBe(true);
});

test('a counter that changes while it is compared wins', async () => {
  service.accounts.profiles.set(
    'account1',
    someProfile({ inflight: 3, parked: 1, inflightTakenAt: NOON - 100_000 }),
  );
  const real = service.captures.countStanding;
  service.captures.countStanding = async (...args) => {
    service.accounts.profiles.set('account1', someProfile({ inflight: 2, parked: 1, inflightTakenAt: NOON }));
    return real(...args);
  };
  expect(await repairCounters(deps(), 'account1')).toBe(false);
  expect(profile()).toMatchObject({ inflight: 2 });
});

test('an account that is gone meanwhile does not come back', async () => {
  service.accounts.profiles.set('account1', someProfile({ inflight: 3 }));
  const real = service.captures.countStanding;
  service.captures.countStanding = async (...args) => {
    service.accounts.profiles.delete('account1');
    return real(...args);
  };
  expect(await repairCounters(deps(), 'account1')).toBe(false);
  expect(profile()).toBeUndefined();
});

test.for([
  { name: 'too many slots', drift: { inflight: 50 } },
  { name: 'too few parked captures', drift: { parked: 0 } },
  { name: 'too many places', drift: { waitlisted: 9 } },
])('$name are put right while everything else changes all the time', async ({ drift }) => {
  const busy = {
    waitlisted: 0,
    inflightGivenAt: NOON,
    parkedTakenAt: NOON,
    waitlistedGivenAt: NOON,
  };
  service.accounts.profiles.set('account1', someProfile({ inflight: 1, parked: 1, ...busy, ...drift }));
  expect(await repairCounters(deps(), 'account1')).toBe(true);
  expect(profile()).toMatchObject({ inflight: 1, parked: 1, waitlisted: 0 });
});

test.for([
  { name: 'a slot that was just taken', changes: { inflight: 2, inflightTakenAt: NOON } },
  { name: 'a slot that was just given back', changes: { inflight: 0, inflightGivenAt: NOON } },
  { name: 'a place that was just taken', changes: { parked: 2, parkedTakenAt: NOON } },
  { name: 'a place that was just given back', changes: { parked: 0, parkedGivenAt: NOON } },
])('$name may not be in the index yet', async ({ changes }) => {
  const lagging = someProfile({ inflight: 1, parked: 1, ...changes });
  service.accounts.profiles.set('account1', lagging);
  expect(await repairCounters(deps(), 'account1')).toBe(false);
  expect(profile()).toEqual(lagging);
});

test('a batch that was left open keeps only places, so that slots are put right meanwhile', async () => {
  service.accounts.profiles.set('account1', someProfile({ inflight: 50, parked: 6 }));
  const nothing = { inflight: 0, parked: 0, waitlisted: 0, credit: 0, quota: {} };
  await service.batches.begin(someBatch({ outcomes: 'qqqqq' }), nothing, someLimits());
  expect(await repairCounters(deps(), 'account1')).toBe(true);
  expect(profile()).toMatchObject({ inflight: 1, parked: 6 });
});

test('what a batch has just written may not be in the index yet', async () => {
  service.accounts.profiles.set('account1', someProfile({ inflight: 1, parked: 6 }));
  const done = someBatch({ state: 'done', leaseUntil: NOON - 14_000 });
  const nothing = { inflight: 0, parked: 0, waitlisted: 0, credit: 0, quota: {} };
  await service.batches.begin(done, nothing, someLimits());
  expect(await repairCounters(deps(), 'account1')).toBe(false);
  now += 1_000;
  expect(await repairCounters(deps(), 'account1')).toBe(true);
});

test('an account that drifted to its cap goes on although it gets a capture each ten seconds', async () => {
  for (const letter of ['a', 'b']) service.captures.rows.delete(someToken(letter));
  service.accounts.profiles.set('account1', someProfile({ plan: 'pro', inflight: 50 }));
  const plans = { ...somePlans, pro: { ...somePlans.pro, monthlyQuota: 1_000 } };
  let repaired = 0;
  for (let second = 0; second < 180; second += 10) {
    now = NOON + second * 1_000;
    const parked = someParked({
      token: second.toString(36).padStart(32, '0'),
      jobId: 10 + second,
      createdAt: now,
      dueAt: now,
    });
    await service.captures.create(parked, someLimits());
    if (second % 60 === 50) repaired += (await sweep({ ...deps(), plans })).repaired;
  }
  expect(repaired).toBe(1);
  expect(profile()?.inflight).toBe(service.captures.rows.size - (profile()?.parked ?? 0));
  expect(service.queue.sent.length).toBeGreaterThan(0);
});
