import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type Capture, type ChargedCapture, hasEnded } from '../../domain/capture.ts';
import { DEDUPE_MS } from '../../domain/dedupe.ts';
import type { Captures, CreateLimits } from '../../ports.ts';
import { givenBack, takenByNew, takenByReleased } from './account-counters.ts';
import { indexAttributes } from './capture-indexes.ts';
import { dynamoCaptureQueries } from './dynamo-capture-queries.ts';
import { dynamoCaptureReader } from './dynamo-capture-reader.ts';
import { dedupeKey, jobCounterKey } from './dynamo-keys.ts';
import { transact } from './transact.ts';
import { updateIf } from './update-if.ts';

/** How long a mark is kept: no less than it counts, with room for clocks that differ. */
const MARK_MS = 2 * DEDUPE_MS;
const mark = z.object({ token: z.string(), createdAt: z.number() });

interface Tables {
  readonly captures: string;
  readonly accounts: string;
}

/** What a transition may change of a row; what the next state does not have is removed. */
const changing = [
  'status',
  'attempt',
  'warnings',
  'dueAt',
  'leaseUntil',
  'result',
  'failure',
  'endedAt',
  'charge',
  'waitlistOf',
  'sweepShard',
  'sweepAt',
] as const;

// Status and attempt together never come back, so they say whether the row is still the one that was read.
const replaceUpdate = (
  table: string,
  previous: Pick<Capture, 'status' | 'attempt'>,
  next: ChargedCapture,
) => {
  const fields: Readonly<Record<string, unknown>> = { ...next, ...indexAttributes(next, Date.now()) };
  const set = changing.filter((name) => fields[name] !== undefined);
  const remove = changing.filter((name) => fields[name] === undefined);
  return {
    TableName: table,
    Key: { token: next.token },
    UpdateExpression: `SET ${set.map((name) => `#${name} = :${name}`).join(', ')} REMOVE ${remove.map((name) => `#${name}`).join(', ')}`,
    ConditionExpression: '#status = :previousStatus AND #attempt = :previousAttempt',
    ExpressionAttributeNames: Object.fromEntries(changing.map((name) => [`#${name}`, name])),
    ExpressionAttributeValues: {
      ...Object.fromEntries(set.map((name) => [`:${name}`, fields[name]])),
      ':previousStatus': previous.status,
      ':previousAttempt': previous.attempt,
    },
  };
};

/** The mark that the next same request finds; it may take the place of an old one, and of one whose capture failed. */
const markRequest = (table: string, { token, createdAt }: Capture, dedupe: CreateLimits['dedupe']) => {
  if (dedupe === undefined) return [];
  const { text, since, stale = '' } = dedupe;
  return [
    {
      Put: {
        TableName: table,
        Item: { ...dedupeKey(text), token, createdAt, expiresAt: Math.ceil((createdAt + MARK_MS) / 1_000) },
        ConditionExpression: 'attribute_not_exists(pk) OR createdAt <= :since OR #token = :stale',
        ExpressionAttributeNames: { '#token': 'token' },
        ExpressionAttributeValues: { ':since': since, ':stale': stale },
      },
    },
  ];
};

/** Captures in DynamoDB: a row a capture, and its account's counters in the same transaction. */
export const dynamoCaptures = (client: DynamoDBDocumentClient, tables: Tables): Captures => ({
  ...dynamoCaptureReader(client, tables.captures),
  ...dynamoCaptureQueries(client, tables.captures),

  nextJobId: async () => {
    const { Attributes } = await client.send(
      new UpdateCommand({
        TableName: tables.accounts,
        Key: jobCounterKey,
        UpdateExpression: 'ADD lastJobId :one',
        ExpressionAttributeValues: { ':one': 1 },
        ReturnValues: 'UPDATED_NEW',
      }),
    );
    return Number(Attributes?.['lastJobId']);
  },

  findRecent: async (text, since) => {
    const { Item } = await client.send(
      new GetCommand({ TableName: tables.accounts, Key: dedupeKey(text), ConsistentRead: true }),
    );
    if (Item === undefined) return undefined;
    // What is past its time may lie there for days more.
    const { token, createdAt } = mark.parse(Item);
    return createdAt > since ? token : undefined;
  },

  create: async (created, limits) => {
    const marks = markRequest(tables.accounts, created, limits.dedupe);
    const row = {
      TableName: tables.captures,
      Item: { ...created, ...indexAttributes(created, Date.now()) },
      ConditionExpression: 'attribute_not_exists(#token)',
    };
    const answer = await transact(client, [
      { Put: { ...row, ExpressionAttributeNames: { '#token': 'token' } } },
      ...marks,
      ...takenByNew(tables.accounts, created, limits).map((Update) => ({ Update })),
    ]);
    if (answer === 'written') return 'created';
    if (answer === 0) throw new Error('A new token was taken already.');
    return answer <= marks.length ? 'duplicate' : 'exhausted';
  },

  release: async (next, { monthlyQuota }) => {
    const row = replaceUpdate(tables.captures, { status: 'waitlisted', attempt: next.attempt }, next);
    const answer = await transact(client, [
      { Update: row },
      ...takenByReleased(tables.accounts, next, monthlyQuota).map((Update) => ({ Update })),
    ]);
    if (answer === 'written') return 'released';
    return answer === 0 ? 'moved' : 'exhausted';
  },

  replace: async (previous, next, refund) => {
    const update = replaceUpdate(tables.captures, previous, next);
    if (!hasEnded(next)) return (await updateIf(client, update)) !== undefined;
    const counters = givenBack(tables.accounts, next, refund);
    const answer = await transact(
      client,
      [update, ...counters].map((Update) => ({ Update })),
    );
    if (answer === 'written') return true;
    if (answer === 0) return false;
    throw new Error('The account of a capture is gone.');
  },
});
