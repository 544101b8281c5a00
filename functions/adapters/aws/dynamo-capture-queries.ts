import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Captures } from '../../ports.ts';
import { sweepIndex, sweepShards, waitlistIndex } from './capture-indexes.ts';
import { updateIf } from './update-if.ts';

const tokenRow = z.object({ token: z.string() });
const dueRow = z.object({ token: z.string(), sweepAt: z.number() });

/** Captures that are found otherwise than by their token. Indexes lag a moment behind the rows. */
export const dynamoCaptureQueries = (
  client: DynamoDBDocumentClient,
  table: string,
): Pick<Captures, 'waitlistOf' | 'due' | 'postpone'> => ({
  waitlistOf: async (accountId, most) => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: waitlistIndex.name,
        KeyConditionExpression: `${waitlistIndex.partitionKey} = :account`,
        ExpressionAttributeValues: { ':account': accountId },
        Limit: most,
      }),
    );
    return Items.map((row) => tokenRow.parse(row).token);
  },

  due: async (now, most) => {
    const ofShard = async (shard: string) => {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: sweepIndex.name,
          KeyConditionExpression: `${sweepIndex.partitionKey} = :shard AND ${sweepIndex.sortKey} <= :now`,
          ExpressionAttributeValues: { ':shard': shard, ':now': now },
          Limit: Math.ceil(most / sweepShards.length),
        }),
      );
      return Items.map((row) => dueRow.parse(row));
    };
    const found = await Promise.all(sweepShards.map(ofShard));
    return found.flat().toSorted((one, other) => one.sweepAt - other.sweepAt);
  },

  postpone: async ({ token, sweepAt }, until) => {
    await updateIf(client, {
      TableName: table,
      Key: { token },
      UpdateExpression: 'SET sweepAt = :until',
      ConditionExpression: 'sweepAt = :seen',
      ExpressionAttributeValues: { ':until': until, ':seen': sweepAt },
    });
  },
});
