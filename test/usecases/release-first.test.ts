import { beforeEach, describe, expect, test } from 'vitest';
import { releaseFirst } from '../../functions/usecases/release-first.ts';
import { MONTH, NOON, somePlans, someProfile, someWaitlisted } from '../support/builders.ts';
import { type MemoryService, memoryService } from '../support/memory-ports.ts';

let service: MemoryService;
/** Where each waits that a test has. */
const plans = { ...somePlans, free: { ...somePlans.free, monthlyQuota: 30 } };
const deps = () => ({ ...service, plans, now: () => NOON, log: () => undefined });
const first = async (count = 1) => {
  const known = await service.accounts.get('account1', MONTH);
  if (known === undefined) throw new Error('there is no account');
  return releaseFirst(deps(), known, { month: MONTH, most: 25, count });
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
  service.accounts.usage.set(`account1/${MONTH}`, plans.free.monthlyQuota);
  expect(await first()).toMatchObject({ isBlocked: true });
});

describe('where more wait than go on at once', () => {
  beforeEach(() => {
    service.accounts.profiles.set('account1', someProfile({ waitlisted: 30, credit: 40 }));
    for (let jobId = 1; jobId <= 30; jobId += 1) {
      const token = String(jobId).padStart(32, 'w');
      service.captures.rows.set(token, someWaitlisted({ token, jobId }));
    }
  });

  test('the rest blocks what comes, as long as that has a place behind it', async () => {
    expect(await first(25)).toMatchObject({ isBlocked: true, released: 25, account: { waitlisted: 5 } });
  });

  test('what has no place behind the rest is to come again, until it can be paid for', async () => {
    await expect(first(26)).rejects.toMatchObject({ code: 'unavailable', details: { retryAfter: 1 } });
    expect(await first(26)).toMatchObject({ isBlocked: false, released: 5, account: { waitlisted: 0 } });
  });

  test('nothing new needs no place, even of a list that is longer than the plan allows', async () => {
    service.accounts.profiles.set('account1', someProfile({ waitlisted: 90, credit: 40 }));
    expect(await first(0)).toMatchObject({ isBlocked: true });
  });
});
