import { describe, expect, test } from 'vitest';
import { apiKeyId } from '../../functions/domain/api-key.ts';
import { createAccount } from '../../functions/usecases/create-account.ts';
import { createKey } from '../../functions/usecases/create-key.ts';
import { revokeKey } from '../../functions/usecases/revoke-key.ts';
import { showAccount } from '../../functions/usecases/show-account.ts';
import { MONTH, NOON, plainKeyHasher, seededBytes } from '../support/builders.ts';
import { memoryService } from '../support/memory-ports.ts';

const setUp = async () => {
  const service = memoryService();
  const clock = { at: NOON };
  const deps = {
    accounts: service.accounts,
    keyHasher: plainKeyHasher,
    randomBytes: seededBytes('keys'),
    now: () => clock.at,
  };
  const { account, key } = await createAccount(deps, { name: 'Ada', plan: 'free', credit: 3 });
  const firstId = apiKeyId(await plainKeyHasher.hash(key));
  return { service, deps, clock, accountId: account.id, account, firstId };
};

describe('showing an account', () => {
  test('tells its profile, what it used this month and its keys, the oldest first', async () => {
    const { service, deps, clock, account, accountId, firstId } = await setUp();
    service.accounts.usage.set(`${accountId}/${MONTH}`, 2);
    clock.at = NOON + 5;
    const { stored } = await createKey(deps, { accountId, name: 'ci' });
    expect(await showAccount(deps, accountId)).toEqual({
      account: { ...account, month: MONTH, quotaUsed: 2 },
      keys: [
        { id: firstId, accountId, name: 'first key', createdAt: NOON },
        { id: stored.id, accountId, name: 'ci', createdAt: NOON + 5 },
      ],
    });
  });

  test('is refused when there is none', async () => {
    const { deps } = await setUp();
    await expect(showAccount(deps, 'nobody')).rejects.toMatchObject({
      code: 'unknown_account',
      message: 'There is no account nobody.',
    });
  });
});

describe('creating a key', () => {
  test('gives it an id that says nothing about it and differs from the other one', async () => {
    const { deps, accountId, firstId } = await setUp();
    const { key, stored } = await createKey(deps, { accountId, name: 'ci' });
    expect(key).toMatch(/^[0-9A-Za-z]{12}$/);
    expect(stored.id).toMatch(/^[0-9a-f]{8}$/);
    expect(stored.id).not.toBe(firstId);
    expect(stored).toEqual({ id: stored.id, accountId, name: 'ci', createdAt: NOON });
  });

  test('for an account that there is not is refused, and leaves nothing', async () => {
    const { service, deps } = await setUp();
    const before = [...service.accounts.keys];
    const attempt = createKey(deps, { accountId: 'nobody', name: 'ci' });
    await expect(attempt).rejects.toMatchObject({ code: 'unknown_account' });
    expect([...service.accounts.keys]).toEqual(before);
  });

  test('draws another one when the account has a key with its id', async () => {
    const { deps, accountId } = await setUp();
    const { stored } = await createKey(
      { ...deps, randomBytes: seededBytes('same') },
      { accountId, name: 'a' },
    );
    const again = await createKey({ ...deps, randomBytes: seededBytes('same') }, { accountId, name: 'b' });
    expect(again.stored.id).not.toBe(stored.id);
  });
});

describe('revoking a key', () => {
  test('marks that one, once and for good', async () => {
    const { deps, clock, accountId, firstId } = await setUp();
    const { stored } = await createKey(deps, { accountId, name: 'ci' });
    clock.at = NOON + 7;
    const revoke = () => revokeKey(deps, { accountId, keyId: stored.id, dryRun: false });
    expect(await revoke()).toMatchObject({ key: { revokedAt: NOON + 7 }, wasLive: true, othersLive: 1 });
    clock.at = NOON + 9;
    expect(await revoke()).toMatchObject({ key: { revokedAt: NOON + 7 }, wasLive: false, othersLive: 1 });
    const { keys } = await showAccount(deps, accountId);
    expect(keys.map(({ id, revokedAt }) => [id, revokedAt])).toEqual(
      expect.arrayContaining([
        [firstId, undefined],
        [stored.id, NOON + 7],
      ]),
    );
  });

  test('tells that no key is left', async () => {
    const { deps, accountId, firstId } = await setUp();
    expect(await revokeKey(deps, { accountId, keyId: firstId, dryRun: false })).toMatchObject({
      wasLive: true,
      othersLive: 0,
    });
  });

  test('in a dry run says the same and changes nothing', async () => {
    const { deps, accountId, firstId } = await setUp();
    const { key, ...rest } = await revokeKey(deps, { accountId, keyId: firstId, dryRun: true });
    expect(rest).toEqual({ wasLive: true, othersLive: 0 });
    expect(key).toMatchObject({ id: firstId });
    expect(key).not.toHaveProperty('revokedAt');
    expect((await showAccount(deps, accountId)).keys).toEqual([key]);
  });

  test.each([true, false])(
    'that there is not is refused with the ids that there are (dry run: %s)',
    async (dryRun) => {
      const { deps, accountId, firstId } = await setUp();
      const attempt = revokeKey(deps, { accountId, keyId: '00000000', dryRun });
      await expect(attempt).rejects.toMatchObject({
        code: 'unknown_key',
        message: `Account ${accountId} has no key with the id 00000000. The ids of its keys: ${firstId}.`,
      });
    },
  );

  test('of another account is refused', async () => {
    const { service, deps, firstId } = await setUp();
    const other = await createAccount(deps, { name: 'Eve', plan: 'free', credit: 0 });
    const attempt = revokeKey(deps, { accountId: other.account.id, keyId: firstId, dryRun: false });
    await expect(attempt).rejects.toMatchObject({ code: 'unknown_key' });
    expect([...service.accounts.keys.values()].filter(({ revokedAt }) => revokedAt !== undefined)).toEqual(
      [],
    );
  });
});
