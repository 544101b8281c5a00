import { DynamoDBClient, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { transact } from '../../../functions/adapters/aws/transact.ts';

const canceled = (...codes: string[]) =>
  new TransactionCanceledException({
    message: 'Transaction cancelled',
    $metadata: {},
    CancellationReasons: codes.map((Code) => ({ Code })),
  });

/** A client that fails as it is told, then writes. The local engine never raises a conflict; AWS does. */
const clientThat = (...failures: Error[]) => {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'eu-west-3' }));
  const calls = { made: 0 };
  client.send = async () => {
    calls.made += 1;
    const failure = failures.length === 1 ? failures[0] : failures.shift();
    if (failure !== undefined && failure.message !== 'none') throw failure;
    return {};
  };
  return { client, calls };
};
const fine = new Error('none');

test('a conflict with another transaction is tried again', async () => {
  const { client, calls } = clientThat(
    canceled('TransactionConflict', 'None'),
    canceled('None', 'TransactionConflict'),
    fine,
  );
  expect(await transact(client, [])).toBe('written');
  expect(calls.made).toBe(3);
});

test('a condition that does not hold is the answer, also beside a conflict', async () => {
  const { client, calls } = clientThat(canceled('TransactionConflict', 'None', 'ConditionalCheckFailed'));
  expect(await transact(client, [])).toBe(2);
  expect(calls.made).toBe(1);
});

test('an endless conflict ends in an answer that says to try again', async () => {
  const { client, calls } = clientThat(canceled('TransactionConflict'));
  await expect(transact(client, [], { patienceMs: 200 })).rejects.toMatchObject({
    code: 'unavailable',
    details: { retryAfter: 1 },
  });
  expect(calls.made).toBeGreaterThan(2);
});

test.each([
  ['another reason', canceled('None', 'ItemCollectionSizeLimitExceeded')],
  ['another error', new Error('no network')],
])('%s is thrown as it is', async (_, error) => {
  const { client, calls } = clientThat(error);
  await expect(transact(client, [])).rejects.toBe(error);
  expect(calls.made).toBe(1);
});
