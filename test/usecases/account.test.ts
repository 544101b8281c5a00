import { describe, expect, test } from 'vitest';
import { ApiError } from '../../functions/domain/errors.ts';
import { authenticate } from '../../functions/usecases/authenticate.ts';
import { createAccount } from '../../functions/usecases/create-account.ts';
import { createKey } from '../../functions/usecases/create-key.ts';
import { getCapture } from '../../functions/usecases/get-capture.ts';
import { revokeKey } from '../../functions/usecases/revoke-key.ts';
import {
  MONTH,
  NOON,
  plainKeyHasher,
  seededBytes,
  someDone,
  someFailed,
  someQueued,
  someToken,
} from '../support/builders.ts';
import { memoryService } from '../support/memory-ports.ts';

const DAY_MS = 86_400_000;
const wanted = { name: 'Ada', plan: 'free', credit: 0 } as const;

const setUp = () => {
  const service = memoryService();
  const logged: [event: string, account: string | undefined][] = [];
  /** What was asked of the accounts, in order. */
  const calls: string[] = [];
  const clock = { at: NOON };
  const counted = <Name extends 'findKey' | 'noteKeyUsed' | 'get'>(name: Name) => ({
    [name]: (...asked: [string, string]) => {
      calls.push(name);
      return (service.accounts[name] as (...args: string[]) => Promise<unknown>)(...asked);
    },
  });
  const accounts: typeof service.accounts = {
    ...service.accounts,
    ...counted('findKey'),
    ...counted('noteKeyUsed'),
    ...counted('get'),
  };
  const deps = {
    ...service,
    accounts,
    keyHasher: plainKeyHasher,
    randomBytes: seededBytes('account'),
    now: () => clock.at,
    log: (event: string, { account }: { readonly account?: string } = {}) => {
      logged.push([event, account]);
    },
  };
  return { service, deps, logged, calls, clock };
};

const answerTo = (deps: Parameters<typeof authenticate>[0], key: unknown): Promise<string> =>
  authenticate(deps, key).then(
    ({ id }) => id,
    (error: unknown) => {
      if (!(error instanceof ApiError)) throw error;
      return JSON.stringify([error.code, error.details]);
    },
  );

test('an account is found by the key it was given, with what it used this month', async () => {
  const { service, deps } = setUp();
  const { account, key } = await createAccount(deps, { name: 'Ada', plan: 'pro', credit: 5 });
  expect(key).toMatch(/^[0-9A-Za-z]{12}$/);
  service.accounts.usage.set(`${account.id}/${MONTH}`, 7);
  service.accounts.usage.set(`${account.id}/2026-10`, 99);
  expect(await authenticate(deps, key)).toEqual({ ...account, month: MONTH, quotaUsed: 7 });
  expect(account).toMatchObject({ name: 'Ada', plan: 'pro', credit: 5, inflight: 0, createdAt: NOON });
});

test('a key is stored as a hash only', async () => {
  const { service, deps } = setUp();
  const { account, key } = await createAccount(deps, wanted);
  const another = await createKey(deps, { accountId: account.id, name: 'ci' });
  const stored = JSON.stringify([[...service.accounts.profiles], [...service.accounts.keys]]);
  expect(stored).toContain(await plainKeyHasher.hash(another.key));
  expect(stored).not.toContain(key);
  expect(stored).not.toContain(another.key);
});

test('missing, malformed, unknown and revoked keys are refused alike', async () => {
  const { deps } = setUp();
  const { account, key } = await createAccount(deps, wanted);
  const { key: revoked, stored } = await createKey(deps, { accountId: account.id, name: 'lost' });
  await revokeKey(deps, { accountId: account.id, keyId: stored.id, dryRun: false });
  const wrong: unknown[] = [
    undefined,
    null,
    '',
    7,
    {},
    [key],
    'short',
    'aB3kR7mZx9Lq',
    `${key}\n`,
    stored.id,
    revoked,
  ];
  const refusals = await Promise.all(wrong.map((one) => answerTo(deps, one)));
  expect(new Set(refusals).size).toBe(1);
  expect(refusals[0]).toMatch(/^\["invalid_key",/);
  expect(await answerTo(deps, key)).toBe(account.id);
});

test('the keys of an account are good at the same time', async () => {
  const { deps } = setUp();
  const { account, key } = await createAccount(deps, wanted);
  const other = await createKey(deps, { accountId: account.id, name: 'ci' });
  expect(other.key).not.toBe(key);
  expect(await Promise.all([answerTo(deps, key), answerTo(deps, other.key)])).toEqual([
    account.id,
    account.id,
  ]);
});

test('a key whose account is gone is refused', async () => {
  const { service, deps } = setUp();
  const { account, key } = await createAccount(deps, wanted);
  service.accounts.profiles.delete(account.id);
  expect(await answerTo(deps, key)).toMatch(/invalid_key/);
});

describe('when a key was last used', () => {
  const used = async () => {
    const parts = setUp();
    const { account, key } = await createAccount(parts.deps, wanted);
    const lastUsedOn = () => [...parts.service.accounts.keys.values()].map((one) => one.lastUsedOn);
    parts.calls.length = 0;
    return { ...parts, account, key, lastUsedOn };
  };

  test('is written by the first call of a UTC day alone', async () => {
    const { deps, calls, clock, key, lastUsedOn } = await used();
    expect(lastUsedOn()).toEqual([undefined]);
    const days: [number, string[], string][] = [
      [NOON, ['findKey', 'noteKeyUsed', 'get'], '2026-11-23'],
      [NOON + 1, ['findKey', 'get'], '2026-11-23'],
      [Date.UTC(2026, 10, 23, 23, 59, 59, 999), ['findKey', 'get'], '2026-11-23'],
      [Date.UTC(2026, 10, 24), ['findKey', 'noteKeyUsed', 'get'], '2026-11-24'],
      [Date.UTC(2026, 10, 24) + 1, ['findKey', 'get'], '2026-11-24'],
    ];
    for (const [at, wantedCalls, day] of days) {
      clock.at = at;
      calls.length = 0;
      await authenticate(deps, key);
      expect(calls).toEqual(wantedCalls);
      expect(lastUsedOn()).toEqual([day]);
    }
  });

  test('never goes back where a clock is behind', async () => {
    const { deps, clock, key, lastUsedOn } = await used();
    await authenticate(deps, key);
    clock.at = NOON - DAY_MS;
    await authenticate(deps, key);
    expect(lastUsedOn()).toEqual(['2026-11-23']);
  });

  test('is not written for a key that is refused', async () => {
    const { service, deps, calls, account, key, lastUsedOn } = await used();
    const [stored] = await service.accounts.keysOf(account.id);
    await service.accounts.revokeKey(account.id, stored?.id ?? '', NOON);
    expect(await answerTo(deps, key)).toMatch(/invalid_key/);
    expect(calls).toEqual(['findKey']);
    expect(lastUsedOn()).toEqual([undefined]);
  });

  test('is not worth a call: when it cannot be written the operator is told', async () => {
    const { deps, logged, account, key } = await used();
    const noteKeyUsed = () => Promise.reject(new Error('the table is down'));
    expect(await answerTo({ ...deps, accounts: { ...deps.accounts, noteKeyUsed } }, key)).toBe(account.id);
    expect(logged).toEqual([['key_use_not_noted', account.id]]);
  });

  test.each(['found', 'unreadable'])(
    'is written before the answer, whose account is read meanwhile: %s',
    async (outcome) => {
      const { deps, account, key } = await used();
      const events: string[] = [];
      const written = Promise.withResolvers<void>();
      const accounts = {
        ...deps.accounts,
        noteKeyUsed: () => written.promise.then(() => void events.push('written')),
        get: async (id: string, month: string) => {
          events.push('read');
          // The write ends only when the read has: one after the other would never end.
          setImmediate(() => written.resolve());
          if (outcome === 'unreadable') throw new Error('the table is down');
          return deps.accounts.get(id, month);
        },
      };
      const answer = await authenticate({ ...deps, accounts }, key).then(
        ({ id }) => id,
        (error: Error) => error.message,
      );
      expect(answer).toBe(outcome === 'found' ? account.id : 'the table is down');
      expect(events).toEqual(['read', 'written']);
    },
  );
});

describe('a capture that is kept for a time', () => {
  test.each([
    ['done', someDone({ keptUntil: NOON })],
    ['failed', someFailed({ keptUntil: NOON })],
  ])('and is %s is not found from the very moment on when that is over', async (_, one) => {
    const { service, deps, clock } = setUp();
    service.captures.rows.set(one.token, one);
    clock.at = NOON - 1;
    expect(await getCapture(deps, one.token)).toEqual(one);
    clock.at = NOON;
    await expect(getCapture(deps, one.token)).rejects.toMatchObject({ code: 'not_found' });
  });
});

test('a capture is found by its token; unknown and malformed tokens are refused alike', async () => {
  const { service, deps } = setUp();
  service.captures.rows.set(someToken(), someQueued());
  expect(await getCapture(deps, someToken())).toEqual(someQueued());
  await expect(getCapture(deps, someToken('b'))).rejects.toMatchObject({ code: 'not_found' });
  await expect(getCapture(deps, 'x')).rejects.toMatchObject({ code: 'not_found' });
});
