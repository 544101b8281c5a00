import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, inject, test } from 'vitest';
import * as z from 'zod';
import { dynamoAccounts } from '../../functions/adapters/aws/dynamo-accounts.ts';
import { apiKeyKey, profileKey } from '../../functions/adapters/aws/dynamo-keys.ts';
import { apiKeyId } from '../../functions/domain/api-key.ts';
import { newApiKey } from '../../functions/domain/capture-token.ts';
import { utcDay } from '../../functions/domain/utc-day.ts';
import { authenticate } from '../../functions/usecases/authenticate.ts';
import { MONTH, NOON, plainKeyHasher, seededBytes, someProfile } from '../support/builders.ts';
import { engineTables } from '../support/engine-tables.ts';
import { runAdmin, runAdminJson } from '../support/run-admin.ts';

const { api, endpoint } = inject('stack');
const { client, accounts: table } = engineTables(endpoint);
const accounts = dynamoAccounts(client, table);

const someHash = (): string => randomUUID().replaceAll('-', '').repeat(2);
const newKey = (name: string, createdAt = NOON) => ({ hash: someHash(), name, createdAt });

const someone = async (changes: Parameters<typeof someProfile>[0] = {}) => {
  const id = randomUUID();
  const first = newKey('first');
  await accounts.create(someProfile({ id, ...changes }), first);
  return { id, first };
};

describe('an account’s keys', () => {
  test('are found by their hashes, and no other', async () => {
    const { id, first } = await someone();
    const second = newKey('second');
    expect(await accounts.addKey(id, second)).toBe('added');
    for (const { hash, name } of [first, second]) {
      expect(await accounts.findKey(hash)).toEqual({
        id: apiKeyId(hash),
        accountId: id,
        name,
        createdAt: NOON,
      });
    }
    expect(await accounts.findKey(someHash())).toBeUndefined();
    expect(await accounts.get('nobody', MONTH)).toBeUndefined();
  });

  test('are listed, the oldest first and without those of others', async () => {
    const { id } = await someone();
    await someone();
    // Their ids are in the other order.
    await accounts.addKey(id, { ...newKey('third', NOON + 2), hash: `00000000${someHash()}` });
    await accounts.addKey(id, { ...newKey('second', NOON + 1), hash: `00000001${someHash()}` });
    expect((await accounts.keysOf(id)).map(({ name }) => name)).toEqual(['first', 'second', 'third']);
    expect(await accounts.keysOf('nobody')).toEqual([]);
  });

  test('are not added to an account that there is not', async () => {
    const key = newKey('stray');
    expect(await accounts.addKey('nobody', key)).toBe('unknown_account');
    expect(await accounts.findKey(key.hash)).toBeUndefined();
  });

  test('never share an id, and a hash is never given twice', async () => {
    const { id, first } = await someone();
    const { id: other } = await someone();
    const twin = { ...newKey('twin'), hash: `${apiKeyId(first.hash)}${someHash()}` };
    expect(await accounts.addKey(id, twin)).toBe('taken');
    expect(await accounts.findKey(twin.hash)).toBeUndefined();
    expect(await accounts.addKey(other, first)).toBe('taken');
    expect((await accounts.findKey(first.hash))?.accountId).toBe(id);
    expect(await accounts.addKey(other, twin)).toBe('added');
  });

  test('are revoked one by one, and the first moment stays', async () => {
    const { id, first } = await someone();
    const second = newKey('second', NOON + 1);
    await accounts.addKey(id, second);
    const revoked = await accounts.revokeKey(id, apiKeyId(first.hash), NOON + 5);
    expect(revoked).toMatchObject({ id: apiKeyId(first.hash), revokedAt: NOON + 5 });
    expect(await accounts.revokeKey(id, apiKeyId(first.hash), NOON + 9)).toEqual(revoked);
    expect((await accounts.keysOf(id)).map(({ revokedAt }) => revokedAt)).toEqual([NOON + 5, undefined]);
    expect((await accounts.findKey(first.hash))?.revokedAt).toBe(NOON + 5);
  });

  test('are not revoked by another account’s name or an unknown id', async () => {
    const { first } = await someone();
    const { id: other } = await someone();
    expect(await accounts.revokeKey(other, apiKeyId(first.hash), NOON)).toBeUndefined();
    expect(await accounts.revokeKey(other, '00000000', NOON)).toBeUndefined();
    expect((await accounts.findKey(first.hash))?.revokedAt).toBeUndefined();
  });
});

describe('letting a caller in', () => {
  /** The real use case at a moment, and the commands that it sent. */
  const caller = () => {
    const sent: string[] = [];
    const counting: DynamoDBDocumentClient = Object.assign(Object.create(client), {
      send: (command: Parameters<typeof client.send>[0]) => {
        sent.push(command.constructor.name);
        return client.send(command);
      },
    });
    const logged: unknown[] = [];
    const callAt = async (at: number, key: string): Promise<string[]> => {
      sent.length = 0;
      const deps = {
        accounts: dynamoAccounts(counting, table),
        keyHasher: plainKeyHasher,
        now: () => at,
        log: (...line: unknown[]) => void logged.push(line),
      };
      await authenticate(deps, key);
      return sent.toSorted();
    };
    return { callAt, logged };
  };
  const tomorrow = NOON + 86_400_000;
  const someKey = async () => {
    const key = newApiKey(seededBytes(randomUUID()));
    return { key, hash: await plainKeyHasher.hash(key) };
  };

  test('takes two reads, and once a day the write of when the key was last used', async () => {
    const id = randomUUID();
    const { key, hash } = await someKey();
    await accounts.create(someProfile({ id }), { hash, name: 'first', createdAt: NOON });
    const { callAt, logged } = caller();
    const first = ['BatchGetCommand', 'GetCommand', 'UpdateCommand'];
    const again = ['BatchGetCommand', 'GetCommand'];
    expect(await callAt(NOON, key)).toEqual(first);
    expect((await accounts.findKey(hash))?.lastUsedOn).toBe('2026-11-23');
    expect(await callAt(NOON + 1, key)).toEqual(again);
    expect(await callAt(tomorrow, key)).toEqual(first);
    expect((await accounts.findKey(hash))?.lastUsedOn).toBe('2026-11-24');
    expect(await callAt(NOON, key)).toEqual(again);
    expect((await accounts.findKey(hash))?.lastUsedOn).toBe('2026-11-24');
    expect(logged).toEqual([]);
  });

  test('by many calls at once notes the day, and never an earlier one', async () => {
    const { first } = await someone();
    const days = ['2026-11-24', '2026-11-23', '2026-11-22'];
    await Promise.all(
      Array.from({ length: 18 }, (_, index) => accounts.noteKeyUsed(first.hash, days[index % 3] ?? '')),
    );
    expect((await accounts.findKey(first.hash))?.lastUsedOn).toBe('2026-11-24');
  });

  test('never makes a key of one that there is not', async () => {
    const hash = someHash();
    await accounts.noteKeyUsed(hash, '2026-11-23');
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: apiKeyKey(hash) }));
    expect(Item).toBeUndefined();
  });

  test('works with a key of before keys were listed, which is listed from its first use on', async () => {
    const id = randomUUID();
    const { key, hash } = await someKey();
    await client.send(
      new PutCommand({ TableName: table, Item: { ...profileKey(id), ...someProfile({ id }) } }),
    );
    const Item = { ...apiKeyKey(hash), accountId: id, name: 'old', createdAt: NOON };
    await client.send(new PutCommand({ TableName: table, Item }));
    expect(await accounts.keysOf(id)).toEqual([]);

    const { callAt, logged } = caller();
    await callAt(NOON, key);
    const listed = { id: apiKeyId(hash), accountId: id, name: 'old', createdAt: NOON };
    expect(await accounts.keysOf(id)).toEqual([{ ...listed, lastUsedOn: '2026-11-23' }]);
    expect(await callAt(tomorrow, key)).toEqual(['BatchGetCommand', 'GetCommand', 'UpdateCommand']);
    expect(logged).toEqual([]);

    expect(await accounts.revokeKey(id, listed.id, NOON)).toMatchObject({ revokedAt: NOON });
    await expect(callAt(tomorrow, key)).rejects.toMatchObject({ code: 'invalid_key' });
  });
});

describe('credits', () => {
  test('are never below 0 under 20 changes at once', async () => {
    const { id } = await someone({ credit: 12 });
    const answers = await Promise.all(Array.from({ length: 20 }, () => accounts.addCredit(id, -1)));
    // Each is told the credits as they are a moment later, when others may have taken some too.
    expect(answers.filter((account) => account !== undefined)).toHaveLength(12);
    expect(answers.every((account) => account === undefined || account.credit >= 0)).toBe(true);
    expect((await accounts.get(id, MONTH))?.credit).toBe(0);
  });

  test('are all counted when some are added and some taken at once', async () => {
    const { id } = await someone({ credit: 2 });
    const changes = [-3, 2, -1, 4, -5, 1, -2, 3, -4, 5, -3, 2, -1, 4, -5, 1, -2, 3, -4, 5];
    const answers = await Promise.all(changes.map((delta) => accounts.addCredit(id, delta)));
    const taken = changes.filter((_, index) => answers[index] !== undefined);
    expect((await accounts.get(id, MONTH))?.credit).toBe(taken.reduce((sum, delta) => sum + delta, 2));
    expect(answers.every((account) => account === undefined || account.credit >= 0)).toBe(true);
    expect(taken.filter((delta) => delta > 0)).toHaveLength(10);
  });

  test('can be set', async () => {
    const { id } = await someone({ credit: 2 });
    expect(await accounts.setCredit(id, 7)).toEqual(someProfile({ id, credit: 7 }));
  });
});

test('a plan takes the place of the other with its end', async () => {
  const { id } = await someone();
  const until = NOON + 1;
  expect(await accounts.setPlan(id, 'pro', until)).toEqual(someProfile({ id, plan: 'pro', proUntil: until }));
  expect(await accounts.setPlan(id, 'pro', undefined)).toEqual(someProfile({ id, plan: 'pro' }));
  expect(await accounts.setPlan(id, 'free', undefined)).toEqual(someProfile({ id, plan: 'free' }));
});

test('an account that there is not is never made by a change', async () => {
  const id = randomUUID();
  const answers = [
    await accounts.addCredit(id, 1),
    await accounts.addCredit(id, -1),
    await accounts.setCredit(id, 1),
    await accounts.setPlan(id, 'pro', undefined),
  ];
  expect(answers).toEqual([undefined, undefined, undefined, undefined]);
  expect(await accounts.get(id, MONTH)).toBeUndefined();
});

test('the pages of accounts together have each once, and the last says so', async () => {
  const made = await Promise.all(Array.from({ length: 7 }, () => someone()));
  const all = await accounts.list({ limit: 1_000 });
  expect(all.next).toBeUndefined();
  const ids = all.accounts.map(({ id }) => id);
  expect(ids).toEqual(expect.arrayContaining(made.map(({ id }) => id)));

  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await accounts.list({ limit: 3, after });
    seen.push(...page.accounts.map(({ id }) => id));
    if (page.next !== undefined) expect(page.accounts).toHaveLength(3);
    after = page.next;
  } while (after !== undefined);
  expect(seen).toEqual(ids);
  expect(new Set(seen).size).toBe(seen.length);

  const whole = await accounts.list({ limit: ids.length });
  expect([whole.accounts.length, whole.next]).toEqual([ids.length, undefined]);
});

const admin = (...args: string[]) => runAdmin(endpoint, args);
const adminJson = (...args: string[]) => runAdminJson(endpoint, args);

const createdAccount = z.object({ account_id: z.string(), key: z.string() });
const createdKey = createdAccount.extend({ key_id: z.string(), name: z.string() });
const shownAccount = z.object({
  plan: z.string(),
  pro_until: z.int().nullable(),
  credit: z.int(),
  quota_total: z.int(),
  keys: z.array(
    z.object({
      key_id: z.string(),
      name: z.string(),
      last_used_on: z.string().nullable(),
      revoked_at: z.int().nullable(),
    }),
  ),
});
const show = async (id: string) => shownAccount.parse(await adminJson('account', 'show', id));

const newAccount = async () =>
  createdAccount.parse(await adminJson('account', 'create', '--name', 'Ada', '--credit', '5'));

/** What differs from call to call by its nature. */
const ofTheCall = /^(date|x-request-id|x-amzn-.*|x-amz-.*|connection|keep-alive|content-length)$/;

/** The whole answer to a call; what the limit on wrong keys puts off is asked again when it says. */
const answerTo = async (path: string, init: RequestInit): Promise<unknown> => {
  for (;;) {
    const response = await fetch(`${api}${path}`, init);
    const body = await response.text();
    if (response.status === 429) {
      await pause(Number(response.headers.get('retry-after')) * 1_000);
      continue;
    }
    const headers = [...response.headers].filter(([name]) => !ofTheCall.test(name));
    return { status: response.status, headers, body };
  }
};

describe('the operator’s commands', () => {
  test('a second key opens the account, and revoked it answers exactly as one that never was', async () => {
    const { account_id: id, key: first } = await newAccount();
    const { key, key_id } = createdKey.parse(await adminJson('key', 'create', id, '--name', 'laptop'));
    const byQuery = (one: string) => answerTo(`/account?key=${one}`, {});
    const calls = [
      byQuery,
      (one: string) => answerTo('/account', { headers: { authorization: `Bearer ${one}` } }),
      (one: string) =>
        answerTo('/capture', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ key: one, url: 'https://example.com/' }),
        }),
    ];
    const dayBefore = utcDay(Date.now());
    expect(await Promise.all([byQuery(first), byQuery(key)])).toEqual([
      expect.objectContaining({ status: 200 }),
      expect.objectContaining({ status: 200 }),
    ]);
    for (const { last_used_on } of (await show(id)).keys) {
      expect([dayBefore, utcDay(Date.now())]).toContain(last_used_on);
    }

    expect((await admin('key', 'revoke', id, key_id, '--dry-run')).out).toMatch(/would be revoked/);
    expect(await byQuery(key)).toMatchObject({ status: 200 });
    expect(await adminJson('key', 'revoke', id, key_id)).toMatchObject({ was_live: true, live_keys_left: 1 });
    for (const call of calls) {
      const unknown = await call('aB3kR7mZx9Lq');
      expect(unknown).toMatchObject({ status: 401, body: expect.stringContaining('"invalid_key"') });
      expect(await call(key)).toEqual(unknown);
    }
    expect(await byQuery(first)).toMatchObject({ status: 200 });
    const { keys } = await show(id);
    expect(keys.map(({ name, revoked_at }) => [name, revoked_at !== null])).toEqual([
      ['first key', false],
      ['laptop', true],
    ]);
  });

  test('change plan and credits, as GET /account tells at once', async () => {
    const { account_id: id, key } = await newAccount();
    const told = async () => (await fetch(`${api}/account?key=${key}`)).json();
    expect(await told()).toMatchObject({ plan: 'free', pro_until: null, credit: 5, quota_total: 200 });
    await adminJson('account', 'plan', id, 'pro', '--until', '2099-12-31');
    const pro = { plan: 'pro', pro_until: Date.UTC(2099, 11, 31) / 1_000, quota_total: 10_000 };
    expect(await told()).toMatchObject(pro);
    expect(await show(id)).toMatchObject(pro);
    expect(await adminJson('account', 'credits', id, '+7')).toMatchObject({ credit: 12 });
    expect(await adminJson('account', 'credits', id, '-2')).toMatchObject({ credit: 10 });
    expect(await told()).toMatchObject({ credit: 10 });
    expect(await adminJson('account', 'credits', id, '=3')).toMatchObject({ credit: 3 });
    expect(await adminJson('account', 'plan', id, 'free')).toMatchObject({ plan: 'free', pro_until: null });
    expect(await told()).toMatchObject({ plan: 'free', pro_until: null, credit: 3 });
  });

  test('list accounts page by page', async () => {
    await Promise.all([newAccount(), newAccount()]);
    const page = z.object({
      accounts: z.array(z.object({ account_id: z.string() })),
      next: z.string().nullable(),
    });
    const one = page.parse(await adminJson('account', 'list', '--limit', '1'));
    expect(one.accounts.map(({ account_id }) => account_id)).toEqual([one.next]);
    const two = page.parse(await adminJson('account', 'list', '--limit', '1', '--after', one.next ?? ''));
    expect(two.accounts).toHaveLength(1);
    expect(two.accounts).not.toEqual(one.accounts);
  });

  test('print tables for people, and a key only when it is made', async () => {
    const { account_id: id, key } = await newAccount();
    await admin('account', 'plan', id, 'pro', '--until', '2099-12-31');
    const created = await admin('key', 'create', id, '--name', 'laptop');
    const [, second = ''] = /^key {6}(\w{12})$/m.exec(created.out) ?? [];
    expect(second).not.toBe('');
    const { out: shown } = await admin('account', 'show', id);
    expect(shown).toMatch(new RegExp(`^account +${id}$`, 'm'));
    expect(shown).toMatch(/^plan +pro until 2099-12-31 00:00 UTC$/m);
    expect(shown).toMatch(/^quota +0 of 10000 used in \d{4}-\d\d$/m);
    expect(shown).toMatch(/^KEY ID +CREATED +LAST USED +REVOKED +NAME$/m);
    expect(shown).toMatch(/^[0-9a-f]{8} {2}\d{4}-.* UTC {2}- +- +laptop$/m);
    const { out: list } = await admin('account', 'list', '--limit', '1000');
    const line = list.split('\n').find((one) => one.startsWith(id)) ?? '';
    expect(line).toMatch(/ 5 +0 {2}\d{4}-\S+ \d\d:\d\d UTC {2}pro until 2099-12-31 00:00 UTC +Ada$/);
    expect(list.indexOf('PLAN') - list.indexOf('ACCOUNT')).toBe(line.indexOf('pro until'));
    expect(shown + list).not.toContain(key);
    expect(shown + list).not.toContain(second);
  });

  test('say of a key that is revoked already when that was', async () => {
    const { account_id: id } = await newAccount();
    const [key_id = ''] = (await show(id)).keys.map((key) => key.key_id);
    expect((await admin('key', 'revoke', id, key_id)).out).toMatch(/is revoked: .*left: 0\./s);
    expect(await admin('key', 'revoke', id, key_id)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/was revoked already, on \d{4}-/),
    });
  });

  test.each<[string, string[], RegExp]>([
    ['an unknown account', ['account', 'show', 'nobody'], /^There is no account nobody\. .*account list/],
    ['an unknown account to list after', ['account', 'list', '--after', 'x'], /^There is no account x\./],
    ['a plan for an unknown account', ['account', 'plan', 'nobody', 'pro'], /^There is no account nobody\./],
    [
      'credits of an unknown account',
      ['account', 'credits', 'nobody', '-1'],
      /^There is no account nobody\./,
    ],
    ['a key for an unknown account', ['key', 'create', 'nobody'], /^There is no account nobody\./],
    ['a key of an unknown account', ['key', 'revoke', 'nobody', 'x'], /^There is no account nobody\./],
    ['an unknown key', ['key', 'revoke', 'ACCOUNT', 'x'], /no key with the id x\. .* keys: [0-9a-f]{8}\.$/],
    ['an unknown key in a dry run', ['key', 'revoke', 'ACCOUNT', 'x', '--dry-run'], /no key with the id x/],
    ['more credits than there are', ['account', 'credits', 'ACCOUNT', '-6'], /to be taken: 5\. .* below 0/],
    ['credits without a sign', ['account', 'credits', 'ACCOUNT', '5'], /must be \+N, -N or =N/],
    ['a plan that there is not', ['account', 'plan', 'ACCOUNT', 'gold'], /choices are free, pro/],
    ['a bad date', ['account', 'plan', 'ACCOUNT', 'pro', '--until', '2026-02-30'], /day such as 2026-12-31/],
    ['a date in the past', ['account', 'plan', 'ACCOUNT', 'pro', '--until', '2020-01-01'], /in the future/],
    ['an end of free', ['account', 'plan', 'ACCOUNT', 'free', '--until', '2099-01-01'], /Only the plan pro/],
    ['a name of two lines', ['key', 'create', 'ACCOUNT', '--name', 'a\nb'], /one line of 1 to 100/],
    ['a stage that there is not', ['account', 'list', '--stage', 'moon'], /stages are local, dev, prod/],
    ['a page of none', ['account', 'list', '--limit', '0'], /whole number from 1 to 1000/],
  ])('refuse %s with a sentence, and change nothing', async (_, args, sentence) => {
    const { id, first } = await someone({ credit: 5 });
    const { code, out, err } = await admin(...args.map((arg) => (arg === 'ACCOUNT' ? id : arg)));
    expect([1, 2]).toContain(code);
    expect(out).toBe('');
    expect(err.trim()).toMatch(sentence);
    expect(err).not.toMatch(/^\s+at /m);
    expect(await accounts.get(id, MONTH)).toEqual({
      ...someProfile({ id, credit: 5 }),
      month: MONTH,
      quotaUsed: 0,
    });
    expect(await accounts.keysOf(id)).toEqual([
      { id: apiKeyId(first.hash), accountId: id, name: 'first', createdAt: NOON },
    ]);
  });

  test('say what to do when the engine is not there', async () => {
    const { code, err } = await runAdmin('http://127.0.0.1:9', ['account', 'list']);
    expect(code).toBe(1);
    expect(err).toMatch(/^Nothing answers there\. .*npm start/);
  });
});
