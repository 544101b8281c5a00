import { beforeEach, describe, expect, test } from 'vitest';
import { ApiError } from '../../functions/domain/errors.ts';
import { addressOfCaller } from '../../functions/domain/rate-limit.ts';
import { admitCaller } from '../../functions/usecases/admit-caller.ts';
import { NOON, plainKeyHasher, someProfile } from '../support/builders.ts';
import { memoryService } from '../support/memory-ports.ts';
import { memoryRateLimiter } from '../support/memory-rate-limiter.ts';

const key = 'rightRIGHT12';
const wrong = 'wrongWRONG12';
const address = '203.0.113.7';
let clock: number;
let broken: boolean;
let logged: string[];
let call: (caller?: { key?: unknown; address?: string }) => Promise<string>;

beforeEach(async () => {
  const { accounts } = memoryService();
  const hash = await plainKeyHasher.hash(key);
  await accounts.create(someProfile(), { hash, name: 'key', createdAt: NOON });
  clock = NOON;
  broken = false;
  logged = [];
  const limiter = memoryRateLimiter();
  const deps = {
    accounts,
    keyHasher: plainKeyHasher,
    now: () => clock,
    log: (event: string) => void logged.push(event),
    rates: {
      take: (...asked: Parameters<typeof limiter.take>) =>
        broken ? Promise.reject(new Error('the table is down')) : limiter.take(...asked),
    },
  };
  call = async (caller = {}) => {
    try {
      return (await admitCaller(deps, { key, address, ...caller })).id;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const { retryAfter } = error.details;
      return retryAfter === undefined ? error.code : `${error.code} ${retryAfter}`;
    }
  };
});

/** How often each answer came to so many calls. */
const tally = async (count: number, caller?: Parameters<typeof call>[0]) => {
  const answers: Record<string, number> = {};
  for (let i = 0; i < count; i += 1) {
    const answer = await call(caller);
    answers[answer] = (answers[answer] ?? 0) + 1;
  }
  return answers;
};

describe('an account', () => {
  test('may call 200 times at once, and then 50 times a second', async () => {
    expect(await tally(250)).toEqual({ account1: 200, 'rate_limited 1': 50 });
    clock += 1_000;
    expect(await tally(60)).toEqual({ account1: 50, 'rate_limited 1': 10 });
    clock += 4_000;
    expect(await tally(250)).toEqual({ account1: 200, 'rate_limited 1': 50 });
  });

  test('is not held back by another', async () => {
    await tally(200);
    expect(await call()).toBe('rate_limited 1');
    expect(await call({ key: wrong })).toBe('invalid_key');
  });
});

describe('wrong keys', () => {
  test('of one address are refused as such 30 times at once, and then once in 2 seconds', async () => {
    expect(await tally(40, { key: wrong })).toEqual({ invalid_key: 30, 'rate_limited 2': 10 });
    clock += 60_000;
    expect(await tally(40, { key: wrong })).toEqual({ invalid_key: 30, 'rate_limited 2': 10 });
  });

  test.each([[undefined], [null], ['short'], [123456789012]])('%j counts as one', async (malformed) => {
    await tally(30, { key: malformed });
    expect(await call({ key: wrong })).toBe('rate_limited 2');
  });

  test('do not shut out right ones from the same address, nor wrong ones from another', async () => {
    await tally(31, { key: wrong });
    expect(await call()).toBe('account1');
    expect(await call({ key: wrong, address: '203.0.113.8' })).toBe('invalid_key');
  });
});

test('a limiter that does not answer lets calls through, and is noted', async () => {
  broken = true;
  expect(await call()).toBe('account1');
  expect(await call({ key: wrong })).toBe('invalid_key');
  expect(logged).toEqual(['rate_unknown', 'rate_unknown']);
});

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2:ffff::1', '2001:db8:1:2::/64'],
  ['2001:db8:1:3::1', '2001:db8:1:3::/64'],
  ['not an address', 'not an address'],
])('the address %s is counted as %s', (text, counted) => {
  expect(addressOfCaller(text)).toBe(counted);
});
