import { beforeEach, describe, expect, test } from 'vitest';
import { profileKey } from '../../../functions/adapters/aws/dynamo-keys.ts';
import type { CounterName } from '../../../functions/domain/account.ts';
import { NOON, someLimits, someParked, someProfile, someWaitlisted } from '../../support/builders.ts';
import { type MemoryService, memoryService, memoryTables } from '../../support/memory-ports.ts';
import { stopAt } from '../../support/pause-at.ts';

const id = 'account1';
const key = profileKey(id);
let clock: number;
let service: MemoryService;

beforeEach(() => {
  clock = NOON;
  service = memoryService(() => clock);
  service.accounts.profiles.set(id, someProfile());
});

const tokenOf = (index: number) => `${index}`.padStart(32, 't');
const limits = someLimits({ waitlistPlaces: 9 });
const park = (jobId = 1) => service.captures.create(someParked({ jobId, token: tokenOf(jobId) }), limits);
const wait = (jobId = 2) => service.captures.create(someWaitlisted({ jobId, token: tokenOf(jobId) }), limits);
const rows = () => service.dynamo.tables.get(memoryTables.accounts);
/** As a hand would that knows only what it sees. */
const alter = (changes: Record<string, unknown>) => {
  const row = { ...rows().get(key), ...changes };
  rows().set(Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)));
};
const whenListed = async () => {
  const times = async (work: 'waiting' | 'waitlist') =>
    (await service.accounts.waiting(work, Number.MAX_SAFE_INTEGER, 10)).map(({ sweepAt }) => sweepAt);
  return { slot: await times('waiting'), allowance: await times('waitlist') };
};
const none = { slot: [], allowance: [] };
const forSlot = { slot: [NOON + 45_000], allowance: [] };
const forAllowance = { slot: [], allowance: [NOON + 3_600_000] };
const forgetList = { sweepShard: undefined, sweepAt: undefined, slotLookAt: undefined };

describe('an account is listed', () => {
  test('once a capture of it waits for a slot', async () => {
    await park();
    expect(await whenListed()).toEqual(forSlot);
  });

  test('for that where its wait list is listed already', async () => {
    await wait();
    expect(await whenListed()).toEqual(forAllowance);
    await park();
    expect(await whenListed()).toEqual(forSlot);
  });

  test('as it was where more begins to wait', async () => {
    await park();
    clock += 1_000;
    await park(3);
    await wait();
    expect(await whenListed()).toEqual(forSlot);
  });
});

describe('a round lists an account', () => {
  const round = () => service.accounts.nextToCheck(100);

  test.each<[string, () => Promise<unknown>, Record<string, unknown>, object]>([
    ['that waits for a slot and is not', park, forgetList, forSlot],
    ['that has a wait list and is not', wait, forgetList, forAllowance],
    ['of which half of that is gone', wait, { sweepShard: undefined }, forAllowance],
    ['of which the other half is', park, { sweepAt: undefined }, forSlot],
  ])('%s', async (_, begin, missing, listed) => {
    await begin();
    alter(missing);
    expect(await whenListed()).toEqual(none);
    expect(await round()).toEqual([id]);
    expect(await whenListed()).toEqual(listed);
  });

  test('that waits for a slot and is listed for its wait list alone', async () => {
    await wait();
    alter({ parked: 1 });
    await round();
    expect(await whenListed()).toEqual(forSlot);
  });

  test('and no other', async () => {
    expect(await round()).toEqual([id]);
    expect(await whenListed()).toEqual(none);
  });

  test('also beside one that cannot be read, and comes to its end', async () => {
    await wait();
    alter(forgetList);
    rows().set({ ...profileKey('account0'), id: 7 });
    expect((await round()).toSorted()).toEqual(['account0', id]);
    expect(await whenListed()).toEqual(forAllowance);
    // None is begun within minutes of the last.
    expect(await round()).toEqual([]);
  });
});

describe('an account that was looked at', () => {
  const still = { lookedAt: NOON, stillSince: NOON + 1 };
  const unjudged = { lookedAt: NOON };

  test('is forgotten where nothing waits', async () => {
    await park();
    alter({ parked: 0 });
    await service.accounts.looked({ id, sweepAt: NOON + 45_000 }, still);
    expect(await whenListed()).toEqual(none);
    expect(rows().get(key)).not.toHaveProperty('slotLookAt');
  });

  test('is listed for its wait list where nothing waits for a slot, and anew for a slot once something does', async () => {
    await wait();
    await park();
    alter({ parked: 0 });
    clock += 30_000;
    await service.accounts.looked({ id, sweepAt: NOON + 45_000 }, still);
    expect(await whenListed()).toEqual(forAllowance);
    clock += 600_000;
    await park(3);
    expect(await whenListed()).toEqual({ slot: [clock + 45_000], allowance: [] });
  });

  test('is looked at soon where not all could be judged, counted from that sweep’s beginning', async () => {
    await wait();
    clock += 30_000;
    await service.accounts.looked({ id, sweepAt: NOON + 3_600_000 }, unjudged);
    expect(await whenListed()).toEqual(forSlot);
  });

  test('is left alone where it is listed otherwise by now', async () => {
    await wait();
    await service.accounts.looked({ id, sweepAt: NOON }, still);
    await service.accounts.looked({ id, sweepAt: NOON }, unjudged);
    expect(await whenListed()).toEqual(forAllowance);
  });

  test('is not forgotten where something begins to wait while it is noted', async () => {
    await wait();
    alter({ waitlisted: 0 });
    const seen = { id, sweepAt: NOON + 3_600_000 };
    // Between what it reads and what it writes.
    const stopped = await stopAt(service, { at: 1, when: 'after' }, () =>
      service.accounts.looked(seen, still),
    );
    if (!('resume' in stopped)) throw new Error('it did not stop');
    await wait(3);
    await stopped.resume();
    expect(await whenListed()).toEqual(forSlot);
  });
});

test.each<[CounterName, object]>([
  ['parked', forSlot],
  ['waitlisted', forAllowance],
  ['inflight', none],
])('a count of %s that is put right lists its account where something waits', async (counter, listed) => {
  const stamp = `${counter}TakenAt` as const;
  const repair = { counter, to: 2, seen: { inflight: 0 }, stamp };
  alter({ inflight: 0 });
  expect(await service.accounts.setCounter(id, repair)).toBe(true);
  expect(rows().get(key)).toMatchObject({ [counter]: 2 });
  expect(await whenListed()).toEqual(listed);
});
