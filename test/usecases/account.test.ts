import { expect, test } from 'vitest';
import { ApiError } from '../../functions/domain/errors.ts';
import { authenticate } from '../../functions/usecases/authenticate.ts';
import { createAccount } from '../../functions/usecases/create-account.ts';
import { getCapture } from '../../functions/usecases/get-capture.ts';
import { MONTH, NOON, plainKeyHasher, seededBytes, someQueued, someToken } from '../support/builders.ts';
import { memoryService } from '../support/memory-ports.ts';

const setUp = () => {
  const service = memoryService();
  const deps = {
    ...service,
    keyHasher: plainKeyHasher,
    randomBytes: seededBytes('account'),
    now: () => NOON,
  };
  return { service, deps };
};

test('an account is found by the key it was given, with what it used this month', async () => {
  const { service, deps } = setUp();
  const { account, key } = await createAccount(deps, { name: 'Ada', plan: 'pro', credit: 5 });
  expect(key).toMatch(/^[0-9A-Za-z]{12}$/);
  service.accounts.usage.set(`${account.id}/${MONTH}`, 7);
  service.accounts.usage.set(`${account.id}/2026-10`, 99);
  expect(await authenticate(deps, key)).toEqual({ ...account, quotaUsed: 7 });
  expect(account).toMatchObject({ name: 'Ada', plan: 'pro', credit: 5, inflight: 0, createdAt: NOON });
});

test('a key is stored as a hash only', async () => {
  const { service, deps } = setUp();
  const { key } = await createAccount(deps, { name: 'Ada', plan: 'free', credit: 0 });
  expect(JSON.stringify([...service.accounts.profiles])).not.toContain(key);
  expect(await service.accounts.idOfKey(key)).toBeUndefined();
});

test('missing, malformed and unknown keys are refused alike', async () => {
  const { deps } = setUp();
  await createAccount(deps, { name: 'Ada', plan: 'free', credit: 0 });
  const wrong: unknown[] = [
    undefined,
    null,
    '',
    7,
    {},
    ['aB3kR7mZx9Lq'],
    'short',
    'aB3kR7mZx9Lq',
    'aB3kR7mZx9Lq\n',
  ];
  const refusals = await Promise.all(
    wrong.map((key) =>
      authenticate(deps, key).then(
        () => 'let in',
        (error: unknown) => (error instanceof ApiError ? `${error.code}: ${error.details.detail}` : error),
      ),
    ),
  );
  expect(new Set(refusals).size).toBe(1);
  expect(refusals[0]).toMatch(/^invalid_key: /);
});

test('a capture is found by its token; unknown and malformed tokens are refused alike', async () => {
  const { service, deps } = setUp();
  service.captures.rows.set(someToken(), someQueued());
  expect(await getCapture(deps, someToken())).toEqual(someQueued());
  await expect(getCapture(deps, someToken('b'))).rejects.toMatchObject({ code: 'not_found' });
  await expect(getCapture(deps, 'x')).rejects.toMatchObject({ code: 'not_found' });
});
