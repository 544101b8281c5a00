import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Capture } from '../../domain/capture.ts';
import { DEDUPE_MS } from '../../domain/dedupe.ts';
import { holdings, holdingsOf, isNothing, taken } from '../../domain/holdings.ts';
import type { Captures, MarkedCapture, NewCapture, RequestMark } from '../../ports/captures.ts';
import { counterUpdates } from './account-counters.ts';
import { batchGet } from './batch-get.ts';
import { captureRow } from './capture-row.ts';
import { dynamoCaptureQueries } from './dynamo-capture-queries.ts';
import { dynamoCaptureReader } from './dynamo-capture-reader.ts';
import { dedupeKey, jobCounterKey } from './dynamo-keys.ts';
import { moveUpdate } from './move-update.ts';
import { realTime, type Time } from './time.ts';
import { transact } from './transact.ts';
import { updateIf } from './update-if.ts';
import { newVoidRow } from './void-row.ts';

/** How long a mark is kept: no less than it counts, with room for clocks that differ. */
const MARK_MS = 2 * DEDUPE_MS;
const markRow = z.object({ token: z.string(), createdAt: z.number() });

interface Tables {
  readonly captures: string;
  readonly accounts: string;
}

const onlyIfAbsent = {
  ConditionExpression: 'attribute_not_exists(#token)',
  ExpressionAttributeNames: { '#token': 'token' },
};

/**
 * The mark that the next same request finds. It takes the place of the one that was found and does not count any more, or
 * of none. A condition costs the local engine a third of a batch's time, so there is no more of it than is needed.
 */
const markPut = (table: string, { token, createdAt }: Capture, { text, stale }: RequestMark) => ({
  Put: {
    TableName: table,
    Item: { ...dedupeKey(text), token, createdAt, expiresAt: Math.ceil((createdAt + MARK_MS) / 1_000) },
    ...(stale === undefined
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : {
          ConditionExpression: 'attribute_not_exists(pk) OR #token = :stale',
          ExpressionAttributeNames: { '#token': 'token' },
          ExpressionAttributeValues: { ':stale': stale },
        }),
  },
});

/** Captures in DynamoDB: a row a capture, and its account's counters in the same transaction. */
export const dynamoCaptures = (
  client: DynamoDBDocumentClient,
  tables: Tables,
  time: Time = realTime,
): Captures => {
  const rowPut = (created: NewCapture) => ({
    Put: {
      TableName: tables.captures,
      Item: captureRow(created, time.now()),
      ...onlyIfAbsent,
    },
  });
  const accountOf = ([first]: readonly { readonly accountId: string }[]) => ({
    table: tables.accounts,
    accountId: first?.accountId ?? '',
    now: time.now(),
  });

  return {
    ...dynamoCaptureReader(client, tables.captures, time),
    ...dynamoCaptureQueries(client, tables.captures, time),

    nextJobIds: async (count) => {
      const { Attributes } = await client.send(
        new UpdateCommand({
          TableName: tables.accounts,
          Key: jobCounterKey,
          UpdateExpression: 'ADD lastJobId :count',
          ExpressionAttributeValues: { ':count': count },
          ReturnValues: 'UPDATED_NEW',
        }),
      );
      return Number(Attributes?.['lastJobId']) - count + 1;
    },

    findMarked: async (texts) => {
      const byKey = new Map(texts.map((text) => [dedupeKey(text).pk, text]));
      const keys = [...byKey.values()].map(dedupeKey);
      const rows = await batchGet({ client, table: tables.accounts, time }, keys);
      const found = new Map<string, MarkedCapture>();
      for (const row of rows) {
        const text = byKey.get(String(row['pk']));
        if (text !== undefined) found.set(text, markRow.parse(row));
      }
      return found;
    },

    create: async (created, limits, mark) => {
      const marks = mark === undefined ? [] : [markPut(tables.accounts, created, mark)];
      const counters = counterUpdates({ ...accountOf([created]), limits }, holdings(created));
      const answer = await transact(
        client,
        [rowPut(created), ...marks, ...counters.map((Update) => ({ Update }))],
        { time },
      );
      if (answer === 'written') return 'created';
      if (answer === 0) throw new Error('A new token was taken already.');
      return answer <= marks.length ? 'duplicate' : 'exhausted';
    },

    createReserved: async (reserved) => {
      const items = reserved.flatMap(({ capture, mark }) => [
        rowPut(capture),
        ...(mark === undefined ? [] : [markPut(tables.accounts, capture, mark)]),
      ]);
      return (await transact(client, items, { time })) === 'written' ? 'created' : 'refused';
    },

    voidReserved: async (reserved, because) => {
      const rows = reserved.map(({ token }) => ({
        Put: {
          TableName: tables.captures,
          Item: newVoidRow(token, because, time.now()),
          ...onlyIfAbsent,
        },
      }));
      const counters = counterUpdates(accountOf(reserved), taken(holdingsOf(reserved), holdingsOf([])));
      const answer = await transact(client, [...rows, ...counters.map((Update) => ({ Update }))], { time });
      if (answer === 'written') return 'voided';
      if (answer < rows.length) return 'refused';
      throw new Error('The account of a batch is gone.');
    },

    delete: async ({ token, status, attempt }) => {
      const deleted = {
        TableName: tables.captures,
        Key: { token },
        ConditionExpression: '#status = :status AND attempt = :attempt',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: { ':status': status, ':attempt': attempt },
      };
      return (await transact(client, [{ Delete: deleted }], { time })) === 'written';
    },

    move: async (moves, limits) => {
      const takes = taken(holdingsOf(moves.map(({ from }) => from)), holdingsOf(moves.map(({ to }) => to)));
      const rows = moves.map((move) => moveUpdate(tables.captures, move, time.now()));
      const [only] = rows;
      if (rows.length === 1 && only !== undefined && isNothing(takes)) {
        // The roles may change a row so, and may not be shown all of it for that.
        const moved = await updateIf(client, { ...only, ReturnValues: 'NONE' }, time);
        return moved === undefined ? 'moved' : 'written';
      }
      const account = { ...accountOf(moves.map(({ to }) => to)), limits };
      const counters = counterUpdates(account, takes);
      const answer = await transact(
        client,
        [...rows, ...counters].map((Update) => ({ Update })),
        { time },
      );
      if (answer === 'written') return 'written';
      if (answer < rows.length) return 'moved';
      if (limits === undefined) throw new Error('The account of a capture is gone.');
      return 'exhausted';
    },
  };
};
