import { beforeEach, describe, expect, test } from 'vitest';
import type { AccountProfile } from '../../functions/domain/account.ts';
import type { Accounts } from '../../functions/ports/accounts.ts';
import type { Captures } from '../../functions/ports/captures.ts';
import { dispatchParked } from '../../functions/usecases/dispatch-parked.ts';
import { renderCapture } from '../../functions/usecases/render-capture.ts';
import {
  MONTH,
  NOON,
  someLimits,
  someOptions,
  someParked,
  somePlans,
  someProfile,
  someQueued,
} from '../support/builders.ts';
import { type MemoryService, memoryService, scriptedRenderer, somePicture } from '../support/memory-ports.ts';

let service: MemoryService;
let logged: string[];
const deps = (changes: { readonly captures?: Captures; readonly accounts?: Accounts } = {}) => ({
  ...service,
  plans: somePlans,
  now: () => NOON,
  log: (event: string) => void logged.push(event),
  renderer: scriptedRenderer(async () => somePicture()),
  ...changes,
});
const tokenOf = (jobId: number) => `${jobId}`.padStart(32, 't');

beforeEach(() => {
  service = memoryService();
  service.accounts.profiles.set('account1', someProfile());
  logged = [];
});

const profile = () => service.accounts.profiles.get('account1');
const change = (changes: Partial<AccountProfile>) =>
  service.accounts.profiles.set('account1', { ...(profile() ?? someProfile()), ...changes });
/** Parks captures, in whatever order. */
const park = async (...jobIds: number[]) => {
  for (const jobId of jobIds) {
    const one = someParked({ jobId, token: tokenOf(jobId) });
    expect(await service.captures.create(one, someLimits())).toBe('created');
  }
};
const statuses = () =>
  [...service.captures.rows.values()].map(({ jobId, status }) => `${jobId} ${status}`).toSorted();
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe('free render slots', () => {
  test('are given to the oldest, as many as there are', async () => {
    await park(7, 3, 5, 9, 1);
    change({ inflight: 1 });
    expect(await dispatchParked(deps(), 'account1')).toBe(2);
    expect(statuses()).toEqual(['1 queued', '3 queued', '5 parked', '7 parked', '9 parked']);
    expect(service.queue.sent).toEqual([tokenOf(1), tokenOf(3)]);
    expect(profile()).toMatchObject({ inflight: 3, parked: 3 });
  });

  test('are not paid for again', async () => {
    await park(1, 2);
    const used = service.accounts.usage.get(`account1/${MONTH}`);
    await dispatchParked(deps(), 'account1');
    expect(service.accounts.usage.get(`account1/${MONTH}`)).toBe(used);
  });

  test('there are none: nothing goes on, also when the cap was lowered below what renders', async () => {
    await park(1);
    for (const inflight of [3, 7]) {
      change({ inflight });
      expect(await dispatchParked(deps(), 'account1')).toBe(0);
    }
    expect(statuses()).toEqual(['1 parked']);
    expect(service.queue.sent).toEqual([]);
  });

  test('are those of the plan that counts now', async () => {
    await park(...numbers(8));
    change({ plan: 'pro', proUntil: NOON });
    expect(await dispatchParked(deps(), 'account1')).toBe(3);
    change({ proUntil: NOON + 1 });
    expect(await dispatchParked(deps(), 'account1')).toBe(5);
  });

  test('of an account that there is not, or with nothing to render: nothing to do', async () => {
    expect(await dispatchParked(deps(), 'nobody')).toBe(0);
    expect(await dispatchParked(deps(), 'account1')).toBe(0);
  });

  test('are many: more go on than one transaction holds', async () => {
    const plans = { ...somePlans, free: { ...somePlans.free, inflightCap: 200 } };
    await park(...numbers(100));
    expect(await dispatchParked({ ...deps(), plans }, 'account1')).toBe(100);
    expect(service.queue.sent).toEqual(numbers(100).map(tokenOf));
  });
});

describe('captures that were parked just now', () => {
  const unseen = (): Captures => ({ ...service.captures, standing: async () => [] });

  test('get a slot although the list does not show them yet', async () => {
    await park(4, 5);
    expect(await dispatchParked(deps({ captures: unseen() }), 'account1')).toBe(0);
    expect(
      await dispatchParked(deps({ captures: unseen() }), 'account1', { known: [4, 5].map(tokenOf) }),
    ).toBe(2);
    expect(service.queue.sent).toEqual([4, 5].map(tokenOf));
  });

  test('come after older ones, and once when the list shows them too', async () => {
    await park(1, 2, 4, 5);
    expect(await dispatchParked(deps(), 'account1', { known: [4, 5].map(tokenOf) })).toBe(3);
    expect(service.queue.sent).toEqual([1, 2, 4].map(tokenOf));
  });

  test('and have gone on since are left alone', async () => {
    await park(4, 5);
    await dispatchParked(deps(), 'account1');
    await park(6);
    expect(
      await dispatchParked(deps({ captures: unseen() }), 'account1', { known: [4, 5, 6].map(tokenOf) }),
    ).toBe(1);
    expect(service.queue.sent).toEqual([4, 5, 6].map(tokenOf));
  });
});

describe('the queue', () => {
  test.each([
    [0, 'standard'],
    [1, 'priority'],
  ])('with %d credits is %s', async (credit, lane) => {
    await park(1, 2);
    change({ credit });
    await dispatchParked(deps(), 'account1');
    expect(service.queue.lanes).toEqual([lane, lane]);
  });

  test('cannot take them: they stay queued, with their slots, for the sweeper to send', async () => {
    await park(1, 2);
    service.queue.broken = true;
    expect(await dispatchParked(deps(), 'account1')).toBe(2);
    expect(statuses()).toEqual(['1 queued', '2 queued']);
    expect(profile()).toMatchObject({ inflight: 2, parked: 0 });
    expect(logged).toEqual(['capture_not_sent', 'capture_not_sent']);
  });
});

describe('when it is expected to be done', () => {
  test.each([
    ['as it was told, while that is still possible', NOON + 60_000, NOON + 60_000],
    ['later, when its turn came late', NOON - 60_000, NOON + 11_000],
  ])('%s', async (_, dueAt, expected) => {
    const one = someParked({ token: tokenOf(1), dueAt, options: someOptions({ wait_time: 9 }) });
    await service.captures.create(one, someLimits());
    await dispatchParked(deps(), 'account1');
    expect(service.captures.rows.get(tokenOf(1))).toMatchObject({ status: 'queued', dueAt: expected });
  });
});

describe('many at the same time', () => {
  test('keep the cap, and send each capture once', async () => {
    await park(...numbers(12));
    const all = await Promise.all(numbers(6).map(() => dispatchParked(deps(), 'account1')));
    expect(all.reduce((sum, one) => sum + one, 0)).toBe(3);
    expect(service.queue.sent.toSorted()).toEqual([1, 2, 3].map(tokenOf));
    expect(profile()).toMatchObject({ inflight: 3, parked: 9 });
  });

  test('take slots that were seen free: what is left is counted anew', async () => {
    await park(1, 2, 3);
    let looks = 0;
    const accounts: Accounts = {
      ...service.accounts,
      get: async (id, month) => {
        const account = await service.accounts.get(id, month);
        looks += 1;
        if (looks === 1) change({ inflight: 2 });
        return account;
      },
    };
    expect(await dispatchParked(deps({ accounts }), 'account1')).toBe(1);
    expect(service.queue.sent).toEqual([tokenOf(1)]);
    expect(profile()).toMatchObject({ inflight: 3, parked: 2 });
  });

  test('take a capture that was seen parked: the next one gets the slot', async () => {
    await park(1, 2);
    let looks = 0;
    const captures: Captures = {
      ...service.captures,
      getAll: async (tokens) => {
        const found = await service.captures.getAll(tokens);
        looks += 1;
        if (looks === 1) {
          const from = someParked({ jobId: 1, token: tokenOf(1) });
          await service.captures.move([{ from, to: { ...from, status: 'queued' } }], someLimits());
        }
        return found;
      },
    };
    change({ inflight: 1 });
    expect(await dispatchParked(deps({ captures }), 'account1')).toBe(1);
    expect(service.queue.sent).toEqual([tokenOf(2)]);
    expect(profile()).toMatchObject({ inflight: 3, parked: 0 });
  });

  test('each time: the slots are left to them after some tries', async () => {
    await park(1);
    let tries = 0;
    const captures: Captures = {
      ...service.captures,
      move: async () => {
        tries += 1;
        return 'moved';
      },
    };
    expect(await dispatchParked(deps({ captures }), 'account1')).toBe(0);
    expect(tries).toBe(5);
  });

  test('a list that still shows what has gone on does not keep the rest from going on', async () => {
    await park(1, 2, 3, 4);
    await dispatchParked(deps(), 'account1');
    change({ inflight: 2 });
    const captures: Captures = {
      ...service.captures,
      standing: async (_id, _status, most) => [1, 2, 3, 4].slice(0, most).map(tokenOf),
    };
    expect(await dispatchParked(deps({ captures }), 'account1')).toBe(1);
    expect(service.queue.sent).toEqual([1, 2, 3, 4].map(tokenOf));
  });
});

test('a slot that is freed is handed on, one capture after the other, until none is left', async () => {
  const all = numbers(7);
  for (const jobId of all.slice(0, 3)) {
    await service.captures.create(someQueued({ jobId, token: tokenOf(jobId) }), someLimits());
  }
  await park(...all.slice(3));
  service.queue.sent.push(...all.slice(0, 3).map(tokenOf));
  for (let at = 0; at < service.queue.sent.length; at += 1) {
    expect(await renderCapture(deps(), service.queue.sent[at] ?? '')).toBe('settled');
    expect(profile()?.inflight).toBe(Math.min(3, all.length - at - 1));
  }
  expect(service.queue.sent).toEqual(all.map(tokenOf));
  expect(statuses().every((one) => one.endsWith(' done'))).toBe(true);
  expect(profile()).toMatchObject({ inflight: 0, parked: 0 });
});
