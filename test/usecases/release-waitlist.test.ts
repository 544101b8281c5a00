import { beforeEach, describe, expect, test } from 'vitest';
import type { Accounts } from '../../functions/ports/accounts.ts';
import type { Captures } from '../../functions/ports/captures.ts';
import { releaseWaitlist } from '../../functions/usecases/release-waitlist.ts';
import { takeUp } from '../../functions/usecases/take-up.ts';
import {
  MONTH,
  NOON,
  someLimits,
  someOptions,
  somePlans,
  someProfile,
  someWaitlisted,
} from '../support/builders.ts';
import { type MemoryService, memoryService } from '../support/memory-ports.ts';

let service: MemoryService;
const deps = (changes: { readonly captures?: Captures; readonly accounts?: Accounts } = {}) => ({
  ...service,
  plans: somePlans,
  now: () => NOON,
  log: () => undefined,
  ...changes,
});
const tokenOf = (jobId: number) => `${jobId}`.padStart(32, 't');

beforeEach(() => {
  service = memoryService();
  service.accounts.profiles.set('account1', someProfile());
});

/** Puts captures on the wait list, in whatever order. */
const wait = async (...jobIds: number[]) => {
  for (const jobId of jobIds) {
    const one = someWaitlisted({ jobId, token: tokenOf(jobId) });
    expect(await service.captures.create(one, someLimits())).toBe('created');
  }
};
const profile = () => service.accounts.profiles.get('account1');
const give = (changes: Parameters<typeof someProfile>[0]) =>
  service.accounts.profiles.set('account1', { ...(profile() ?? someProfile()), ...changes });
const exhaust = () => service.accounts.usage.set(`account1/${MONTH}`, 3);
const used = () => service.accounts.usage.get(`account1/${MONTH}`);
const statuses = () =>
  [...service.captures.rows.values()].map(({ jobId, status }) => `${jobId} ${status}`).toSorted();
const count = (status: string) => statuses().filter((one) => one.endsWith(status)).length;

describe('a release', () => {
  test('is oldest first, within the quota, each charged once and parked then', async () => {
    await wait(7, 3, 5, 9, 1);
    expect(await releaseWaitlist(deps(), 'account1')).toHaveLength(3);
    expect(statuses()).toEqual(['1 parked', '3 parked', '5 parked', '7 waitlisted', '9 waitlisted']);
    expect(used()).toBe(3);
    expect(profile()).toMatchObject({ inflight: 0, parked: 3, waitlisted: 2 });
    expect(service.captures.rows.get(tokenOf(1))).toMatchObject({ charge: { from: 'quota', month: MONTH } });
    // Who calls it sees to the slots.
    expect(service.queue.sent).toEqual([]);
  });

  test('takes quota first, then credits', async () => {
    service.accounts.usage.set(`account1/${MONTH}`, 2);
    await wait(1, 2, 3, 4);
    give({ credit: 2 });
    expect(await releaseWaitlist(deps(), 'account1')).toHaveLength(3);
    const charges = [1, 2, 3].map((jobId) => service.captures.rows.get(tokenOf(jobId)));
    expect(charges).toMatchObject([
      { charge: { from: 'quota' } },
      { charge: { from: 'credit' } },
      { charge: { from: 'credit' } },
    ]);
    expect(profile()).toMatchObject({ credit: 0, parked: 3, waitlisted: 1 });
    expect(used()).toBe(3);
  });

  test('takes credits alone when the quota is used up', async () => {
    exhaust();
    await wait(1, 2, 3);
    give({ credit: 2 });
    expect(await releaseWaitlist(deps(), 'account1')).toHaveLength(2);
    expect(profile()).toMatchObject({ credit: 0, parked: 2, waitlisted: 1 });
    expect(used()).toBe(3);
  });

  test('by many at once releases each capture once', async () => {
    await wait(1, 2, 3, 4, 5);
    const all = await Promise.all([1, 2, 3, 4].map(() => releaseWaitlist(deps(), 'account1')));
    expect(all.flat()).toHaveLength(3);
    expect(used()).toBe(3);
    expect(profile()).toMatchObject({ parked: 3, waitlisted: 2 });
    expect([count('parked'), count('waitlisted')]).toEqual([3, 2]);
  });

  test('of a long list goes on page by page, and ends where it is told to', async () => {
    give({ credit: 200 });
    await wait(...Array.from({ length: 130 }, (_, index) => index + 1));
    expect(await releaseWaitlist(deps(), 'account1', { most: 25 })).toHaveLength(25);
    const first = Array.from(
      { length: 25 },
      (_, index) => service.captures.rows.get(tokenOf(index + 1))?.status,
    );
    expect(new Set(first)).toEqual(new Set(['parked']));
    expect(await releaseWaitlist(deps(), 'account1')).toHaveLength(105);
    expect(profile()).toMatchObject({ parked: 130, waitlisted: 0, credit: 200 - 127 });
  });

  test('goes on behind what it has released, which the list still shows, and reads that no more', async () => {
    give({ credit: 400 });
    const jobIds = Array.from({ length: 400 }, (_, index) => index + 1);
    await wait(...jobIds);
    expect(await service.captures.standing('account1', 'waitlisted', 2, 90)).toEqual([91, 92].map(tokenOf));
    const read: string[] = [];
    const captures: Captures = {
      ...service.captures,
      standing: async (_, __, most, after = 0) =>
        jobIds
          .filter((jobId) => jobId > after)
          .slice(0, most)
          .map(tokenOf),
      getAll: async (tokens) => {
        read.push(...tokens);
        return service.captures.getAll(tokens);
      },
    };
    expect(await releaseWaitlist(deps({ captures }), 'account1')).toHaveLength(400);
    // But for the few of a page that stand in for what others have moved on.
    expect(read.length).toBeLessThan(450);
  });

  test('expects a capture to be done after its own wait', async () => {
    const one = someWaitlisted({ token: tokenOf(1), options: someOptions({ wait_time: 9 }) });
    await service.captures.create(one, someLimits());
    await releaseWaitlist(deps(), 'account1');
    expect(service.captures.rows.get(tokenOf(1))).toMatchObject({ dueAt: NOON + 11_000 });
  });
});

describe('nothing is released', () => {
  test('of an account that there is not', async () => {
    expect(await releaseWaitlist(deps(), 'nobody')).toHaveLength(0);
  });

  test('without anything to pay with', async () => {
    exhaust();
    await wait(1);
    expect(await releaseWaitlist(deps(), 'account1')).toHaveLength(0);
    expect(statuses()).toEqual(['1 waitlisted']);
  });

  test('that the list does not show yet, however often it is asked', async () => {
    await wait(1);
    let asked = 0;
    const captures = {
      ...service.captures,
      standing: async () => {
        asked += 1;
        return [];
      },
    };
    expect(await releaseWaitlist(deps({ captures }), 'account1')).toHaveLength(0);
    expect(asked).toBe(1);
  });

  test('that the list still shows and that has gone on', async () => {
    await wait(1, 2);
    await releaseWaitlist(deps(), 'account1', { most: 1 });
    const captures = { ...service.captures, standing: async () => [tokenOf(1), tokenOf(2)] };
    expect(await releaseWaitlist(deps({ captures }), 'account1')).toHaveLength(1);
    expect(used()).toBe(2);
    expect(profile()).toMatchObject({ parked: 2, waitlisted: 0 });
  });
});

describe('others are quicker', () => {
  test('with what pays: what is left is counted anew', async () => {
    exhaust();
    await wait(1, 2, 3);
    give({ credit: 3 });
    let asked = 0;
    const accounts: Accounts = {
      ...service.accounts,
      get: async (id, month) => {
        const account = await service.accounts.get(id, month);
        asked += 1;
        // Two credits are taken right after they were seen.
        if (asked === 1) give({ credit: 1 });
        return account;
      },
    };
    expect(await releaseWaitlist(deps({ accounts }), 'account1')).toHaveLength(1);
    expect(statuses()).toEqual(['1 parked', '2 waitlisted', '3 waitlisted']);
    expect(profile()).toMatchObject({ credit: 0, parked: 1, waitlisted: 2 });
  });

  test('now and then: that does not end the release of a long list', async () => {
    give({ credit: 900 });
    await wait(...Array.from({ length: 900 }, (_, index) => index + 1));
    let tries = 0;
    const captures: Captures = {
      ...service.captures,
      move: async (...move) => {
        tries += 1;
        return tries % 2 === 0 ? 'moved' : service.captures.move(...move);
      },
    };
    expect(await releaseWaitlist(deps({ captures }), 'account1')).toHaveLength(900);
  });

  test('each time: the list is left to them after some tries', async () => {
    await wait(1);
    let tries = 0;
    const captures: Captures = {
      ...service.captures,
      move: async () => {
        tries += 1;
        return 'moved';
      },
    };
    expect(await releaseWaitlist(deps({ captures }), 'account1')).toHaveLength(0);
    expect(tries).toBe(5);
  });
});

describe('what is released goes on', () => {
  test('as far as there are render slots, oldest first', async () => {
    await wait(7, 3, 5, 9, 1);
    give({ inflight: 1 });
    expect(await takeUp(deps(), 'account1')).toMatchObject({ released: 3, dispatched: 2 });
    expect(statuses()).toEqual(['1 queued', '3 queued', '5 parked', '7 waitlisted', '9 waitlisted']);
    expect(service.queue.sent).toEqual([tokenOf(1), tokenOf(3)]);
    expect(profile()).toMatchObject({ inflight: 3, parked: 1, waitlisted: 2 });
  });

  test('although the list of what waits for a slot does not show it yet', async () => {
    await wait(1, 2);
    const captures: Captures = {
      ...service.captures,
      standing: async (id, status, most) =>
        status === 'parked' ? [] : service.captures.standing(id, status, most),
    };
    expect(await takeUp(deps({ captures }), 'account1')).toMatchObject({ released: 2, dispatched: 2 });
    expect(service.queue.sent).toEqual([tokenOf(1), tokenOf(2)]);
  });

  test('at most as many as are wanted, and what was parked before goes on as well', async () => {
    await wait(1, 2, 3);
    expect(await takeUp(deps(), 'account1', { most: 1 })).toMatchObject({ released: 1, dispatched: 1 });
    expect(await takeUp(deps(), 'account1', { most: 1 })).toMatchObject({ released: 1, dispatched: 1 });
    expect(service.queue.sent).toEqual([tokenOf(1), tokenOf(2)]);
  });

  test('and costs an account with nothing to do one look', async () => {
    service.dynamo.calls.clear();
    expect(await takeUp(deps(), 'account1')).toMatchObject({ released: 0, dispatched: 0 });
    expect([...service.dynamo.calls]).toEqual([['BatchGetCommand', 1]]);
  });
});

test('what is released is told a time that rises, since one after the other renders', async () => {
  await wait(1, 2, 3, 4, 5);
  await releaseWaitlist(deps(), 'account1');
  const dueAt = [1, 2, 3].map((jobId) => {
    const row = service.captures.rows.get(tokenOf(jobId));
    return row?.status === 'parked' ? row.dueAt : 0;
  });
  expect(dueAt.toSorted((one, other) => one - other)).toEqual(dueAt);
  expect(new Set(dueAt).size).toBe(3);
});
