import type { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { dynamoCallbackSlots } from '../../../functions/adapters/aws/dynamo-callback-slots.ts';
import { callbackSlotsKey } from '../../../functions/adapters/aws/dynamo-keys.ts';
import { NOON } from '../../support/builders.ts';
import { memoryService, memoryTables } from '../../support/memory-ports.ts';

const setUp = () => {
  const clock = { now: NOON };
  const { dynamo } = memoryService();
  const slots = dynamoCallbackSlots(
    dynamo.client,
    memoryTables.accounts,
    { host: 2, account: 3 },
    { time: { now: () => clock.now, backOff: async () => undefined } },
  );
  const take = (host: string, accountId = 'a') => slots.take({ host, accountId }, clock.now + 60_000);
  return { clock, dynamo, take };
};

test('a host has so many slots and no more, and others have theirs', async () => {
  const { take } = setUp();
  const taken = [await take('one'), await take('one')];
  expect(taken.every((slot) => slot !== undefined)).toBe(true);
  expect(await take('one', 'b')).toBeUndefined();
  expect(await take('two', 'b')).toBeDefined();
  await taken[0]?.free();
  expect(await take('one', 'b')).toBeDefined();
});

test('an account with many hosts has so many slots and no more', async () => {
  const { take } = setUp();
  for (const host of ['one', 'two', 'three']) expect(await take(host)).toBeDefined();
  expect(await take('four')).toBeUndefined();
  // What it could not have of both it has of neither.
  for (const account of ['b', 'c']) expect(await take('four', account)).toBeDefined();
});

test('what waits for a host takes nothing of its account meanwhile', async () => {
  const { dynamo, take } = setUp();
  const rowOf = (account: string) =>
    dynamo.tables.get(memoryTables.accounts).get(callbackSlotsKey(`account ${account}`));
  for (const account of ['b', 'c']) await take('dead', account);
  expect(rowOf('c')).toBeDefined();
  expect(await take('dead', 'a')).toBeUndefined();
  expect(rowOf('a')).toBeUndefined();
});

test('the host’s slot is given back where the account’s cannot be asked for', async () => {
  const { dynamo, take } = setUp();
  const { pk } = callbackSlotsKey('account broken');
  const send = dynamo.client.send.bind(dynamo.client);
  Object.assign(dynamo.client, {
    send: (command: UpdateCommand) =>
      command.input.Key?.['pk'] === pk ? Promise.reject(new Error('Throttled.')) : send(command),
  });
  for (let times = 0; times < 2; times += 1) {
    await expect(take('one', 'broken')).rejects.toThrow('Throttled.');
  }
  for (const account of ['a', 'b']) expect(await take('one', account)).toBeDefined();
});

test('a slot of a sender that died is free when its time is over, and is not freed by it later', async () => {
  const { clock, take } = setUp();
  const dead = [await take('one'), await take('one')];
  clock.now += 60_001;
  const next = [await take('one'), await take('one')];
  expect(next.every((slot) => slot !== undefined)).toBe(true);
  for (const slot of dead) await slot?.free();
  expect(await take('one', 'b')).toBeUndefined();
});

test('a slot that is freed from a moment on is taken until then', async () => {
  const { clock, take } = setUp();
  await take('one');
  const slot = await take('one', 'b');
  await slot?.free(clock.now + 6_000);
  clock.now += 5_999;
  expect(await take('one', 'b')).toBeUndefined();
  clock.now += 1;
  expect(await take('one', 'b')).toBeDefined();
});

test('of many at once no more get a slot than there are', async () => {
  const { take } = setUp();
  const taken = await Promise.all(Array.from({ length: 20 }, (_, index) => take('one', `account${index}`)));
  expect(taken.filter((slot) => slot !== undefined).length).toBeLessThanOrEqual(2);
  expect(taken.filter((slot) => slot !== undefined).length).toBeGreaterThan(0);
});
