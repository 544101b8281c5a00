import { type DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { AccountEraser, AccountRow, AccountRowKind } from '../../ports/account-eraser.ts';
import { batchWrite } from './batch-write.ts';
import {
  answerPartKey,
  apiKeyKey,
  batchKey,
  keyListingKey,
  profileKey,
  rateKey,
  usageKey,
} from './dynamo-keys.ts';
import { moveUpdate } from './move-update.ts';
import { realTime, type Time } from './time.ts';
import { updateIf } from './update-if.ts';

interface Tables {
  readonly captures: string;
  readonly accounts: string;
}
type Id = AccountRow['id'];

const rowId = z.object({ pk: z.string(), sk: z.string() });
const revokedRow = z.object({ revokedAt: z.number() });

/** Where rows of an account lie that are not found by a query for it. */
const elsewhere = (accountId: string) => ({
  answers: answerPartKey({ accountId, id: '' }, 0, 0).pk,
  rates: rateKey(`ACCOUNT#${accountId}`).pk,
  keys: apiKeyKey('').pk,
});

const kindOf = (accountId: string, { pk, sk }: Id): AccountRowKind => {
  const { answers, rates } = elsewhere(accountId);
  if (pk === rates) return 'rate_bucket';
  if (pk.startsWith(answers)) return 'answer_part';
  if (pk !== profileKey(accountId).pk) return 'key';
  if (sk === profileKey(accountId).sk) return 'profile';
  const starts: readonly (readonly [string, AccountRowKind])[] = [
    [keyListingKey(accountId, '').sk, 'key_listing'],
    [usageKey(accountId, '').sk, 'usage_month'],
    [batchKey({ accountId, id: '' }).sk, 'batch'],
  ];
  return starts.find(([start]) => sk.startsWith(start))?.[1] ?? 'other';
};

/** Erases what DynamoDB has of accounts. */
export const dynamoAccountEraser = (
  client: DynamoDBDocumentClient,
  tables: Tables,
  time: Time = realTime,
): AccountEraser => {
  return {
    // Not by the account's own list of keys: one that an older version made is not in it until its next use.
    rowsOf: async (accountId) => {
      const { answers, rates, keys } = elsewhere(accountId);
      const scan = {
        TableName: tables.accounts,
        FilterExpression:
          'pk = :own OR pk = :rates OR begins_with(pk, :answers) OR (begins_with(pk, :keys) AND accountId = :id)',
        ExpressionAttributeValues: {
          ':own': profileKey(accountId).pk,
          ':rates': rates,
          ':answers': answers,
          ':keys': keys,
          ':id': accountId,
        },
        ProjectionExpression: 'pk, sk',
        ConsistentRead: true,
      };
      const rows: AccountRow[] = [];
      for await (const { Items = [] } of paginateScan({ client }, scan)) {
        rows.push(
          ...Items.map((row) => {
            const id = rowId.parse(row);
            return { id, kind: kindOf(accountId, id) };
          }),
        );
      }
      return rows;
    },

    shutOut: async (rows, at) => {
      const revoked = await Promise.all(
        rows
          .filter(({ kind }) => kind === 'key')
          .map(({ id }) =>
            updateIf(
              client,
              {
                TableName: tables.accounts,
                Key: id,
                UpdateExpression: 'SET revokedAt = if_not_exists(revokedAt, :at)',
                ConditionExpression: 'attribute_exists(pk)',
                ExpressionAttributeValues: { ':at': at },
              },
              time,
            ),
          ),
      );
      const since = revoked.filter((row) => row !== undefined).map((row) => revokedRow.parse(row).revokedAt);
      return since.length === 0 ? undefined : Math.max(...since);
    },

    end: async (move) =>
      (await updateIf(client, moveUpdate(tables.captures, move, time.now()), time)) !== undefined,

    delete: (rows) =>
      batchWrite(
        { client, table: tables.accounts, time },
        rows.map(({ id }) => ({ DeleteRequest: { Key: { ...id } } })),
      ),
  };
};
