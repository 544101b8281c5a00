import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type BatchGetCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import { dynamoAccounts } from '../../../functions/adapters/aws/dynamo-accounts.ts';
import { profileKey, usageKey } from '../../../functions/adapters/aws/dynamo-keys.ts';
import { MONTH, NOON, someProfile } from '../../support/builders.ts';

const profile = { ...profileKey('account1'), ...someProfile() };
const usage = { ...usageKey('account1', MONTH), used: 2 };

/** A table that gives one row a call, of those that it is asked for, as long as it gives any. */
const busyTable = (calls: number) => {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'eu-west-3' }));
  let left = calls;
  client.send = async ({ input }: BatchGetCommand) => {
    const keys = input.RequestItems?.['accounts']?.Keys ?? [];
    left -= 1;
    const [first, ...others] = left < 0 ? [undefined, ...keys] : keys;
    const row = [profile, usage].find(({ sk }) => sk === first?.['sk']);
    return {
      Responses: { accounts: row === undefined ? [] : [row] },
      UnprocessedKeys: others.length === 0 ? {} : { accounts: { Keys: others } },
    };
  };
  return dynamoAccounts(client, 'accounts', { now: () => NOON, backOff: async () => undefined });
};

describe('an account that a busy table gives in parts', () => {
  test('is read whole', async () => {
    const found = await busyTable(2).get('account1', MONTH);
    expect(found).toEqual({ ...someProfile(), month: MONTH, quotaUsed: 2 });
  });

  test('is unavailable when a part never comes, and not an account that has used nothing', async () => {
    await expect(busyTable(1).get('account1', MONTH)).rejects.toMatchObject({
      code: 'unavailable',
      details: { retryAfter: 1 },
    });
  });
});
