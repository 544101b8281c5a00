import { BatchGetCommand, type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { accountProfile } from '../../domain/account.ts';
import type { Accounts } from '../../ports.ts';
import { apiKeyKey, profileKey, usageKey } from './dynamo-keys.ts';
import { transact } from './transact.ts';

const keyRow = z.object({ accountId: z.string() });
const usageRow = z.object({ used: z.int() });

/** Accounts in DynamoDB: a profile, a row for each key's hash, a row for each month's usage. */
export const dynamoAccounts = (client: DynamoDBDocumentClient, table: string): Accounts => ({
  idOfKey: async (keyHash) => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: apiKeyKey(keyHash) }));
    return Item === undefined ? undefined : keyRow.parse(Item).accountId;
  },

  get: async (accountId, month) => {
    const Keys = [profileKey(accountId), usageKey(accountId, month)];
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetCommand({ RequestItems: { [table]: { Keys, ConsistentRead: true } } }),
    );
    // Without the profile or the usage an account would look like a stranger's, or like an unused one.
    if (UnprocessedKeys?.[table] !== undefined) throw new Error('The account could not be read in full.');
    const rows = Responses?.[table] ?? [];
    const profile = rows.find((row) => row['sk'] === 'PROFILE');
    const usage = rows.find((row) => row['sk'] !== 'PROFILE');
    if (profile === undefined) return undefined;
    return {
      ...accountProfile.parse(profile),
      quotaUsed: usage === undefined ? 0 : usageRow.parse(usage).used,
    };
  },

  create: async (account, { hash, name, createdAt }) => {
    const absent = { TableName: table, ConditionExpression: 'attribute_not_exists(pk)' };
    const answer = await transact(client, [
      { Put: { ...absent, Item: { ...profileKey(account.id), ...account } } },
      { Put: { ...absent, Item: { ...apiKeyKey(hash), accountId: account.id, name, createdAt } } },
    ]);
    if (answer !== 'written') throw new Error('An account with this id or key exists already.');
  },
});
