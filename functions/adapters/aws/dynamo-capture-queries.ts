import { type DynamoDBDocumentClient, paginateQuery, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Captures } from '../../ports/captures.ts';
import { dueRows } from './due-rows.ts';
import { accountIndex, standingIndex, standingOf, sweepAttributes } from './table-indexes.ts';
import { realTime, type Time } from './time.ts';
import { updateIf } from './update-if.ts';

const tokenRow = z.object({ token: z.string() });
const placeRow = z.object({ token: z.string(), jobId: z.int() });
const dueRow = z.object({ token: z.string(), sweepAt: z.number() });

/** Captures that are found otherwise than by their token. Indexes lag a moment behind the rows. */
export const dynamoCaptureQueries = (
  client: DynamoDBDocumentClient,
  table: string,
  time: Time = realTime,
): Pick<Captures, 'standing' | 'countStanding' | 'due' | 'postpone' | 'listOf'> => ({
  standing: async (accountId, status, most, after = -1) => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: standingIndex.name,
        KeyConditionExpression: `${standingIndex.partitionKey} = :standing AND ${standingIndex.sortKey} > :after`,
        ExpressionAttributeValues: { ':standing': standingOf(accountId, status), ':after': after },
        Limit: most,
      }),
    );
    return Items.map((row) => tokenRow.parse(row).token);
  },

  countStanding: async (accountId, counter) => {
    const status = counter === 'inflight' ? 'queued' : counter;
    const query = {
      TableName: table,
      IndexName: standingIndex.name,
      KeyConditionExpression: `${standingIndex.partitionKey} = :standing`,
      ExpressionAttributeValues: { ':standing': standingOf(accountId, status) },
      Select: 'COUNT' as const,
    };
    let count = 0;
    for await (const page of paginateQuery({ client }, query)) count += page.Count ?? 0;
    return count;
  },

  due: async (work, now, most) => {
    const rows = await dueRows(client, table, { work, now, most });
    return rows
      .map((row) => ({ ...dueRow.parse(row), work }))
      .toSorted((one, other) => one.sweepAt - other.sweepAt);
  },

  postpone: async ({ token, sweepAt }, next) => {
    const attributes = sweepAttributes(token, next);
    const update = {
      TableName: table,
      Key: { token },
      UpdateExpression: 'SET sweepShard = :shard, sweepAt = :until',
      ConditionExpression: 'sweepAt = :seen',
      ExpressionAttributeValues: {
        ':shard': attributes.sweepShard,
        ':until': attributes.sweepAt,
        ':seen': sweepAt,
      },
      ReturnValues: 'NONE' as const,
    };
    await updateIf(client, update, time);
  },

  listOf: async (accountId, { most, after }) => {
    const places: z.output<typeof placeRow>[] = [];
    let from: Record<string, unknown> | undefined = after && { ...after, accountId };
    do {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: accountIndex.name,
          KeyConditionExpression: `${accountIndex.partitionKey} = :account`,
          ExpressionAttributeValues: { ':account': accountId },
          ScanIndexForward: false,
          ExclusiveStartKey: from,
          Limit: most - places.length,
        }),
      );
      places.push(...Items.map((row) => placeRow.parse(row)));
      from = LastEvaluatedKey;
    } while (from !== undefined && places.length < most);
    return places;
  },
});
