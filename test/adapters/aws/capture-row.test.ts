import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { captureOfRow, captureRow } from '../../../functions/adapters/aws/capture-row.ts';
import { newCallback } from '../../../functions/domain/callback.ts';
import { NOON, someDone, someToken } from '../../support/builders.ts';
import { memoryService, memoryTables } from '../../support/memory-ports.ts';

const asked = 'https://hooks.example.net/take';
const elsewhere = { ...newCallback('https://attacker.example/'), dueAt: NOON };
const token = someToken();

/** A stored capture of which a role has written all that it may of the callback. */
const tamperedWith = async (callback: ReturnType<typeof newCallback> | undefined) => {
  const { captures, dynamo } = memoryService();
  captures.rows.set(token, someDone({ callback }));
  await dynamo.client.send(
    new UpdateCommand({
      TableName: memoryTables.captures,
      Key: { token },
      UpdateExpression: 'SET callback = :callback',
      ExpressionAttributeValues: { ':callback': elsewhere },
    }),
  );
  return captures;
};

test('a capture comes back from its row as it was', () => {
  for (const one of [someDone(), someDone({ callback: { ...newCallback(asked), dueAt: NOON } })]) {
    expect(captureOfRow(captureRow(one, NOON))).toEqual(captureOfRow({ ...one }));
  }
});

test('where a result is sent is what was asked for, whatever else of the callback was written', async () => {
  const captures = await tamperedWith(newCallback(asked));
  expect((await captures.get(token))?.callback).toEqual({ ...elsewhere, url: asked });
});

test('a result that was to be sent nowhere is sent nowhere', async () => {
  const captures = await tamperedWith(undefined);
  expect(await captures.get(token)).not.toHaveProperty('callback.url');
});

test('a row that is older than the address beside its callback keeps it, also when it is moved', async () => {
  const { captures, dynamo } = memoryService();
  const one = someDone({ callback: newCallback(asked) });
  captures.rows.set(token, one);
  await dynamo.client.send(
    new UpdateCommand({
      TableName: memoryTables.captures,
      Key: { token },
      UpdateExpression: 'REMOVE callbackUrl',
    }),
  );
  const from = await captures.get(token);
  if (from?.status !== 'done' || from.callback === undefined) throw new Error('the capture is gone');
  expect(from.callback.url).toBe(asked);
  const to = { ...from, callback: { ...from.callback, attempts: 1 } };
  expect(await captures.move([{ from, to }])).toBe('written');
  expect((await captures.get(token))?.callback).toMatchObject({ url: asked, attempts: 1 });
});
