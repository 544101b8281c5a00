import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { SweepWork } from '../../domain/sweep-work.ts';
import { sweepIndex, sweepShard, sweepShards } from './table-indexes.ts';

/** The keys of a table's rows of a kind of work whose time has come at `now` (Unix ms), about `most`, in no order. */
export const dueRows = async (
  client: DynamoDBDocumentClient,
  table: string,
  { work, now, most }: { readonly work: SweepWork; readonly now: number; readonly most: number },
): Promise<Readonly<Record<string, unknown>>[]> => {
  const ofShard = async (shard: string) => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: sweepIndex.name,
        KeyConditionExpression: `${sweepIndex.partitionKey} = :shard AND ${sweepIndex.sortKey} <= :now`,
        ExpressionAttributeValues: { ':shard': sweepShard(work, shard), ':now': now },
        Limit: Math.ceil(most / sweepShards.length),
      }),
    );
    return Items;
  };
  return (await Promise.all(sweepShards.map(ofShard))).flat();
};
