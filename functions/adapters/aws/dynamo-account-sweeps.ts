import { type DynamoDBDocumentClient, GetCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { accountProfile, type CounterName, type CounterStamp } from '../../domain/account.ts';
import { nextLook } from '../../domain/next-sweep.ts';
import type { Accounts } from '../../ports/accounts.ts';
import { dueRows } from './due-rows.ts';
import { accountIdOf, checkedKey, profileKey } from './dynamo-keys.ts';
import { listAsWaiting } from './list-as-waiting.ts';
import { realTime, type Time } from './time.ts';
import { updateIf } from './update-if.ts';

const checkedRow = z.object({
  from: z.record(z.string(), z.unknown()).optional(),
  /** When this round began, in Unix milliseconds. */
  since: z.number().default(0),
});
/** A round through all accounts begins no sooner than this after the last one, in milliseconds. */
const ROUND_MS = 600_000;
const waitingRow = z.object({ pk: z.string(), sweepAt: z.number() });

/** What the sweeper asks and writes of accounts. */
export const dynamoAccountSweeps = (
  client: DynamoDBDocumentClient,
  table: string,
  time: Time = realTime,
): Pick<Accounts, 'nextToCheck' | 'waiting' | 'looked' | 'setCounter'> => {
  const change = async (
    accountId: string,
    update: Omit<Parameters<typeof updateIf>[1], 'TableName' | 'Key'>,
  ): Promise<boolean> =>
    (await updateIf(client, { TableName: table, Key: profileKey(accountId), ...update }, time)) !== undefined;

  /** Lists an account of which captures wait, where something that knows nothing of listing let them begin to. */
  const list = (accountId: string) => {
    const { sets, values } = listAsWaiting(accountId, time.now());
    return change(accountId, {
      UpdateExpression: `SET ${sets.join(', ')}`,
      ConditionExpression: 'parked > :none',
      ExpressionAttributeValues: { ...values, ':none': 0 },
    });
  };

  return {
    nextToCheck: async (most) => {
      const { Item = {} } = await client.send(new GetCommand({ TableName: table, Key: checkedKey }));
      const { from, since } = checkedRow.parse(Item);
      const now = time.now();
      if (from === undefined && now - since < ROUND_MS) return [];
      const { Items = [], LastEvaluatedKey } = await client.send(
        new ScanCommand({
          TableName: table,
          Limit: most,
          ExclusiveStartKey: from,
          FilterExpression: 'sk = :profile',
          ExpressionAttributeValues: { ':profile': profileKey('').sk },
        }),
      );
      const ids: string[] = [];
      for (const row of Items) {
        const { id, parked = 0 } = accountProfile.parse(row);
        if (parked > 0 && row['sweepAt'] === undefined) await list(id);
        ids.push(id);
      }
      const round = { from: LastEvaluatedKey, since: from === undefined ? now : since };
      await client.send(new PutCommand({ TableName: table, Item: { ...checkedKey, ...round } }));
      return ids;
    },

    waiting: async (now, most) => {
      const rows = await dueRows(client, table, { work: 'waiting', now, most });
      return rows
        .map((row) => waitingRow.parse(row))
        .map(({ pk, sweepAt }) => ({ id: accountIdOf({ pk }), sweepAt }))
        .toSorted((one, other) => one.sweepAt - other.sweepAt);
    },

    looked: async ({ id, sweepAt }, stillSince) => {
      const isAsSeen = 'sweepAt = :seen';
      // The index, which the count was compared with, shows late what is given back and what is taken.
      const waitsNoMore = [
        '(attribute_not_exists(parked) OR parked <= :none)',
        '(attribute_not_exists(parkedGivenAt) OR parkedGivenAt <= :since)',
        '(attribute_not_exists(parkedTakenAt) OR parkedTakenAt <= :since)',
      ].join(' AND ');
      if (stillSince !== undefined) {
        const forgotten = await change(id, {
          UpdateExpression: 'REMOVE sweepShard, sweepAt',
          ConditionExpression: `${isAsSeen} AND ${waitsNoMore}`,
          ExpressionAttributeValues: { ':seen': sweepAt, ':none': 0, ':since': stillSince },
        });
        if (forgotten) return;
      }
      await change(id, {
        UpdateExpression: 'SET sweepAt = :next',
        ConditionExpression: isAsSeen,
        ExpressionAttributeValues: { ':seen': sweepAt, ':next': nextLook(time.now()).at },
      });
    },

    setCounter: async (accountId, { counter, to, seen, stamp }) => {
      const unmoved = (name: CounterName | CounterStamp): string =>
        seen[name] === undefined ? `attribute_not_exists(${name})` : `${name} = :${name}`;
      // What is found to wait is looked at from then on, as what begins to (account-counters.ts).
      const listing = counter === 'parked' && to > 0 ? listAsWaiting(accountId, time.now()) : undefined;
      return change(accountId, {
        UpdateExpression: `SET ${[`${counter} = :to`, ...(listing?.sets ?? [])].join(', ')}`,
        ConditionExpression: `attribute_exists(pk) AND ${unmoved(counter)} AND ${unmoved(stamp)}`,
        ExpressionAttributeValues: {
          ':to': to,
          ...listing?.values,
          ...(seen[counter] !== undefined && { [`:${counter}`]: seen[counter] }),
          ...(seen[stamp] !== undefined && { [`:${stamp}`]: seen[stamp] }),
        },
      });
    },
  };
};
