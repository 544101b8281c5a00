import { deflateSync, inflateSync } from 'node:zlib';
import { type DynamoDBDocumentClient, GetCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type Batch, batch, batchSweepTime } from '../../domain/batch.ts';
import type { Batches } from '../../ports/batches.ts';
import { counterUpdates } from './account-counters.ts';
import { batchWrite } from './batch-write.ts';
import { dueRows } from './due-rows.ts';
import { answerPartKey, batchIdOf, batchKey } from './dynamo-keys.ts';
import { sweepAttributes } from './table-indexes.ts';
import { realTime, type Time } from './time.ts';
import { transact } from './transact.ts';

/** Bytes of an answer in one row; DynamoDB takes 400 KB. */
const PART_BYTES = 350_000;
/** How long a journal is kept after it was good for anything, in milliseconds. */
const AFTERLIFE_MS = 3_600_000;

const partRow = z.object({ bytes: z.instanceof(Uint8Array) });
const dueRow = z.object({ pk: z.string(), sk: z.string() });

/** When the sweeper has to look at a batch; undefined: never. */
const abandonedSweep = (one: Batch) => {
  const at = batchSweepTime(one);
  return at === undefined ? undefined : ({ work: 'abandoned', at } as const);
};

/** Batches in DynamoDB: a row each, and their answers, compressed, in as many rows as they need. */
export const dynamoBatches = (
  client: DynamoDBDocumentClient,
  table: string,
  time: Time = realTime,
): Batches => {
  // An open one is kept until the sweeper has dealt with it.
  const expiresAt = (one: Batch) =>
    one.state === 'done' ? Math.ceil((one.keptUntil + AFTERLIFE_MS) / 1_000) : undefined;
  const rowOf = (one: Batch) => ({
    ...batchKey(one),
    ...one,
    ...sweepAttributes(one.id, abandonedSweep(one)),
    expiresAt: expiresAt(one),
  });
  /** Still open, and this very batch: once its time is over another may have begun under the same key. */
  const isOpen = ({ seed }: Batch) => ({
    ConditionExpression: '#state = :open AND seed = :seed',
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: { ':open': 'open', ':seed': seed },
  });
  /** Writes the row of a batch in place of the one that this attempt holds. */
  const replace = async (from: Batch, to: Batch): Promise<boolean> => {
    const open = isOpen(from);
    const put = {
      TableName: table,
      Item: rowOf(to),
      ...open,
      ConditionExpression: '#state = :open AND seed = :seed AND attempt = :attempt',
      ExpressionAttributeValues: { ...open.ExpressionAttributeValues, ':attempt': from.attempt },
    };
    return (await transact(client, [{ Put: put }], { time })) === 'written';
  };
  const putParts = (one: Batch, parts: readonly Uint8Array[]): Promise<void> =>
    batchWrite(
      { client, table, time },
      parts.map((bytes, part) => ({
        PutRequest: {
          Item: {
            ...answerPartKey(one, one.attempt, part),
            bytes,
            expiresAt: Math.ceil((one.keptUntil + AFTERLIFE_MS) / 1_000),
          },
        },
      })),
    );

  return {
    find: async (accountId, id) => {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: batchKey({ accountId, id }), ConsistentRead: true }),
      );
      return Item === undefined ? undefined : batch.parse(Item);
    },

    begin: async (one, takes, limits) => {
      const put = {
        TableName: table,
        Item: rowOf(one),
        ConditionExpression: 'attribute_not_exists(pk) OR (#state = :done AND keptUntil <= :now)',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':done': 'done', ':now': time.now() },
      };
      const counters = counterUpdates({ table, accountId: one.accountId, limits, now: time.now() }, takes);
      const answer = await transact(client, [{ Put: put }, ...counters.map((Update) => ({ Update }))], {
        time,
      });
      if (answer === 'written') return 'begun';
      return answer === 0 ? 'exists' : 'exhausted';
    },

    takeOver: replace,

    finish: async (one, answer) => {
      const bytes = deflateSync(answer);
      const parts: Uint8Array[] = [];
      for (let from = 0; from < bytes.byteLength; from += PART_BYTES) {
        parts.push(bytes.subarray(from, from + PART_BYTES));
      }
      await putParts(one, parts);
      return replace(one, {
        ...one,
        state: 'done',
        answer: { parts: parts.length, attempt: one.attempt },
      });
    },

    answerOf: async (one) => {
      if (one.answer === undefined) throw new Error('The batch has no answer yet.');
      const { parts, attempt } = one.answer;
      const rows = await Promise.all(
        Array.from({ length: parts }, async (_, part) => {
          const Key = answerPartKey(one, attempt, part);
          const { Item } = await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
          return partRow.parse(Item).bytes;
        }),
      );
      return inflateSync(Buffer.concat(rows)).toString('utf8');
    },

    forget: async (one) => {
      const deleted = { TableName: table, Key: batchKey(one), ...isOpen(one) };
      await transact(client, [{ Delete: deleted }], { time });
    },

    hasUnsettled: async (accountId, since) => {
      const { pk, sk } = batchKey({ accountId, id: '' });
      const query = {
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
        FilterExpression: '#state = :open OR leaseUntil > :since',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':pk': pk, ':sk': sk, ':open': 'open', ':since': since },
        ConsistentRead: true,
      };
      for await (const { Count = 0 } of paginateQuery({ client }, query)) if (Count > 0) return true;
      return false;
    },

    due: async (now, most) => {
      const rows = await dueRows(client, table, { work: 'abandoned', now, most });
      return rows.map((row) => batchIdOf(dueRow.parse(row)));
    },
  };
};
