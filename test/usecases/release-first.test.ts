import { beforeEach, expect, test } from 'vitest';
import { releaseFirst } from '../../functions/usecases/release-first.ts';
import { MONTH, NOON, somePlans, someProfile, someWaitlisted } from '../support/builders.ts';
import { type MemoryService, memoryService } from '../support/memory-ports.ts';

let service: MemoryService;
const deps = () => ({ ...service, plans: somePlans, now: () => NOON, log: () => undefined });
const first = async () => {
  const known = await service.accounts.get('account1', MONTH);
  if (known === undefined) throw new Error('there is no account');
  return releaseFirst(deps(), known, { month: MONTH, most: 25 });
};

beforeEach(() => {
  service = memoryService();
});

test('places on the wait list that a batch has reserved and never filled block nobody', async () => {
  service.accounts.profiles.set('account1', someProfile({ waitlisted: 2, credit: 5 }));
  expect(await first()).toMatchObject({ isBlocked: false, account: { credit: 5 } });
});

test('captures that wait go on first, and then block nobody', async () => {
  service.accounts.profiles.set('account1', someProfile({ waitlisted: 1, credit: 5 }));
  const waiting = someWaitlisted();
  service.captures.rows.set(waiting.token, waiting);
  const { isBlocked, account } = await first();
  expect([isBlocked, account.waitlisted]).toEqual([false, 0]);
  expect(service.queue.sent).toEqual([waiting.token]);
});

test('where there is nothing to pay with, what waits blocks what comes', async () => {
  service.accounts.profiles.set('account1', someProfile({ waitlisted: 1 }));
  service.accounts.usage.set(`account1/${MONTH}`, somePlans.free.monthlyQuota);
  expect(await first()).toMatchObject({ isBlocked: true });
});

test('where more wait than go on at once, the rest blocks what comes', async () => {
  service.accounts.profiles.set('account1', someProfile({ waitlisted: 30, credit: 40 }));
  for (let jobId = 1; jobId <= 30; jobId += 1) {
    const token = String(jobId).padStart(32, 'w');
    service.captures.rows.set(token, someWaitlisted({ token, jobId }));
  }
  expect(await first()).toMatchObject({ isBlocked: true, account: { waitlisted: 5 } });
});
