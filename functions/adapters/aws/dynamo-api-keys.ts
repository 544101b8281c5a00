import { type DynamoDBDocumentClient, GetCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type ApiKey, apiKey, apiKeyId } from '../../domain/api-key.ts';
import type { Accounts } from '../../ports/accounts.ts';
import { apiKeyKey, keyListingKey, profileKey } from './dynamo-keys.ts';
import { newKeyRows } from './new-key-rows.ts';
import type { Time } from './time.ts';
import { transact } from './transact.ts';
import { updateIf } from './update-if.ts';

type KeyPorts = Pick<Accounts, 'findKey' | 'noteKeyUsed' | 'addKey' | 'keysOf' | 'revokeKey'>;

/** `keyId` is absent in rows that were written before an account's keys were listed. */
const keyRow = apiKey.omit({ id: true }).extend({ keyId: z.string().optional() });
const listingRow = z.object({ keyHash: z.string() });

const toKey = (hash: string, row: unknown): ApiKey =>
  apiKey.parse({ ...keyRow.parse(row), id: apiKeyId(hash) });

const byAge = (one: ApiKey, other: ApiKey): number =>
  one.createdAt - other.createdAt || one.id.localeCompare(other.id);

/** Lists a key that was made before keys were listed. */
const listKey = async (
  client: DynamoDBDocumentClient,
  table: string,
  hash: string,
  accountId: string,
  time: Time,
): Promise<void> => {
  const keyId = apiKeyId(hash);
  const own = {
    TableName: table,
    Key: apiKeyKey(hash),
    UpdateExpression: 'SET keyId = :id',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeValues: { ':id': keyId },
  };
  const listing = {
    TableName: table,
    Key: keyListingKey(accountId, keyId),
    UpdateExpression: 'SET keyHash = :hash',
    ConditionExpression: 'attribute_not_exists(pk) OR keyHash = :hash',
    ExpressionAttributeValues: { ':hash': hash },
  };
  await transact(client, [{ Update: own }, { Update: listing }], { time });
};

/**
 * API keys in DynamoDB. A key's own row is found by its hash; a row under its account leads there, so that an account's
 * keys are found by a query and no index has to be paid for with every write to the table.
 */
export const dynamoApiKeys = (client: DynamoDBDocumentClient, table: string, time: Time): KeyPorts => {
  // As it was last written: a key is shut out from the moment it is revoked.
  const findKey: KeyPorts['findKey'] = async (hash) => {
    const { Item } = await client.send(
      new GetCommand({ TableName: table, Key: apiKeyKey(hash), ConsistentRead: true }),
    );
    return Item === undefined ? undefined : toKey(hash, Item);
  };

  return {
    findKey,

    noteKeyUsed: async (hash, day) => {
      const noted = await updateIf(
        client,
        {
          TableName: table,
          Key: apiKeyKey(hash),
          UpdateExpression: 'SET lastUsedOn = :day',
          ConditionExpression:
            'attribute_exists(pk) AND (attribute_not_exists(lastUsedOn) OR lastUsedOn < :day)',
          ExpressionAttributeValues: { ':day': day },
        },
        time,
      );
      if (noted === undefined) return;
      const { keyId, accountId } = keyRow.parse(noted);
      if (keyId === undefined) await listKey(client, table, hash, accountId, time);
    },

    addKey: async (accountId, key) => {
      const account = {
        TableName: table,
        Key: profileKey(accountId),
        ConditionExpression: 'attribute_exists(pk)',
      };
      const rows = newKeyRows(table, accountId, key);
      const answer = await transact(client, [{ ConditionCheck: account }, ...rows], { time });
      if (answer === 'written') return 'added';
      return answer === 0 ? 'unknown_account' : 'taken';
    },

    keysOf: async (accountId) => {
      const { pk, sk } = keyListingKey(accountId, '');
      const hashes: string[] = [];
      const query = {
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
        ExpressionAttributeValues: { ':pk': pk, ':sk': sk },
        ConsistentRead: true,
      };
      for await (const { Items = [] } of paginateQuery({ client }, query)) {
        hashes.push(...Items.map((row) => listingRow.parse(row).keyHash));
      }
      const keys = await Promise.all(hashes.map(findKey));
      return keys.filter((key) => key !== undefined).toSorted(byAge);
    },

    revokeKey: async (accountId, keyId, at) => {
      const Key = keyListingKey(accountId, keyId);
      const { Item } = await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
      if (Item === undefined) return undefined;
      const { keyHash } = listingRow.parse(Item);
      const revoked = await updateIf(
        client,
        {
          TableName: table,
          Key: apiKeyKey(keyHash),
          UpdateExpression: 'SET revokedAt = if_not_exists(revokedAt, :at)',
          ConditionExpression: 'attribute_exists(pk)',
          ExpressionAttributeValues: { ':at': at },
        },
        time,
      );
      return revoked && toKey(keyHash, revoked);
    },
  };
};
