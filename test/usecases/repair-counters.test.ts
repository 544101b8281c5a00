import { beforeEach, expect, test } from 'vitest';
import { repairCounters } from '../../functions/usecases/repair-counters.ts';
import { sweep } from '../../functions/usecases/sweep.ts';
import {
  MONTH,
  NOON,
  someBatch,
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

test('counters that agree are left as they are', async () => {
  const right = someProfile({ inflight: 1, parked: 1, countedAt: NOON - 3_600_000 });
  service.accounts.profiles.set('account1', right);
  expect(await repairCounters(deps(), 'account1')).toBe(false);
  expect(profile()).toEqual(right);
});

test('an account in which something changed a moment ago is left alone, since the index may lag', async () => {
  service.accounts.profiles.set('account1', someProfile({ inflight: 3, countedAt: NOON - 14_000 }));
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
  service.accounts.profiles.set('account1', someProfile({ inflight: 3, countedAt: NOON - 100_000 }));
  const real = service.captures.countStanding;
  service.captures.countStanding = async (...args) => {
    service.accounts.profiles.set('account1', someProfile({ inflight: 2, countedAt: NOON }));
    return real(...args);
  };
  expect(await repairCounters(deps(), 'account1')).toBe(false);
  expect(profile()).toMatchObject({ inflight: 2 });
});

test('an account that is gone meanwhile does not come back', async () => {
  service.accounts.profiles.set('account1', someProfile({ inflight: 3 }));
  const real = service.batches.hasOpen;
  service.batches.hasOpen = async (id) => {
    service.accounts.profiles.delete('account1');
    return real(id);
  };
  expect(await repairCounters(deps(), 'account1')).toBe(false);
  expect(profile()).toBeUndefined();
});
