import { type DynamoDBDocumentClient, GetCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import {
  type AccountProfile,
  accountProfile,
  type CounterName,
  type CounterStamp,
} from '../../domain/account.ts';
import { nextLook } from '../../domain/next-sweep.ts';
import type { Accounts } from '../../ports/accounts.ts';
import { batchGet } from './batch-get.ts';
import { dueRows } from './due-rows.ts';
import { dynamoApiKeys } from './dynamo-api-keys.ts';
import { accountIdOf, checkedKey, profileKey, usageKey } from './dynamo-keys.ts';
import { newKeyRows } from './new-key-rows.ts';
import { sweepAttributes } from './table-indexes.ts';
import { realTime, type Time } from './time.ts';
import { transact } from './transact.ts';
import { updateIf } from './update-if.ts';

const checkedRow = z.object({
  from: z.record(z.string(), z.unknown()).optional(),
  /** When this round began, in Unix milliseconds. */
  since: z.number().default(0),
});
/** A round through all accounts begins no sooner than this after the last one, in milliseconds. */
const ROUND_MS = 600_000;
const waitingRow = z.object({ pk: z.string(), sweepAt: z.number() });
const usageRow = z.object({ used: z.int() });

/** Accounts in DynamoDB: a profile, two rows for each key, a row for each month's usage. */
export const dynamoAccounts = (
  client: DynamoDBDocumentClient,
  table: string,
  time: Time = realTime,
): Accounts => {
  const change = async (
    accountId: string,
    update: Omit<Parameters<typeof updateIf>[1], 'TableName' | 'Key'>,
  ): Promise<AccountProfile | undefined> => {
    const changed = await updateIf(client, { TableName: table, Key: profileKey(accountId), ...update }, time);
    return changed && accountProfile.parse(changed);
  };

  /** Has an account looked at of which captures wait, where something that knows nothing of that let them begin to. */
  const list = (accountId: string) => {
    const look = sweepAttributes(accountId, nextLook(time.now()));
    return change(accountId, {
      UpdateExpression: 'SET sweepShard = :shard, sweepAt = :at',
      ConditionExpression: 'parked > :none AND attribute_not_exists(sweepAt)',
      ExpressionAttributeValues: { ':shard': look.sweepShard, ':at': look.sweepAt, ':none': 0 },
    });
  };

  return {
    ...dynamoApiKeys(client, table, time),

    get: async (accountId, month) => {
      // All of them or none: without the profile or the usage an account would look like a stranger's, or an unused one.
      const rows = await batchGet({ client, table, time }, [
        profileKey(accountId),
        usageKey(accountId, month),
      ]);
      const profile = rows.find((row) => row['sk'] === 'PROFILE');
      const usage = rows.find((row) => row['sk'] !== 'PROFILE');
      if (profile === undefined) return undefined;
      return {
        ...accountProfile.parse(profile),
        month,
        quotaUsed: usage === undefined ? 0 : usageRow.parse(usage).used,
      };
    },

    // For operators, who wait: it reads past everything else that is in the table.
    list: async ({ limit, after }) => {
      const accounts: AccountProfile[] = [];
      let from: Record<string, unknown> | undefined = after === undefined ? undefined : profileKey(after);
      do {
        const { Items = [], LastEvaluatedKey } = await client.send(
          new ScanCommand({
            TableName: table,
            FilterExpression: 'sk = :profile',
            ExpressionAttributeValues: { ':profile': profileKey('').sk },
            ExclusiveStartKey: from,
          }),
        );
        accounts.push(...Items.map((row) => accountProfile.parse(row)));
        from = LastEvaluatedKey;
      } while (from !== undefined && accounts.length <= limit);
      const page = accounts.slice(0, limit);
      return { accounts: page, next: accounts.length > limit ? page.at(-1)?.id : undefined };
    },

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
      const round = { from: LastEvaluatedKey, since: from === undefined ? now : since };
      await client.send(new PutCommand({ TableName: table, Item: { ...checkedKey, ...round } }));
      const ids: string[] = [];
      for (const row of Items) {
        const { id, parked = 0 } = accountProfile.parse(row);
        if (parked > 0 && row['sweepAt'] === undefined) await list(id);
        ids.push(id);
      }
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
        if (forgotten !== undefined) return;
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
      const look = counter === 'parked' && to > 0 ? sweepAttributes(accountId, nextLook(time.now())) : {};
      const isLookedAt = Object.keys(look).map((name) => `, ${name} = if_not_exists(${name}, :${name})`);
      const changed = await change(accountId, {
        UpdateExpression: `SET ${counter} = :to${isLookedAt.join('')}`,
        ConditionExpression: `attribute_exists(pk) AND ${unmoved(counter)} AND ${unmoved(stamp)}`,
        ExpressionAttributeValues: {
          ':to': to,
          ...Object.fromEntries(Object.entries(look).map(([name, value]) => [`:${name}`, value])),
          ...(seen[counter] !== undefined && { [`:${counter}`]: seen[counter] }),
          ...(seen[stamp] !== undefined && { [`:${stamp}`]: seen[stamp] }),
        },
      });
      return changed !== undefined;
    },

    create: async (account, key) => {
      const profile = {
        TableName: table,
        Item: { ...profileKey(account.id), ...account },
        ConditionExpression: 'attribute_not_exists(pk)',
      };
      const answer = await transact(client, [{ Put: profile }, ...newKeyRows(table, account.id, key)], {
        time,
      });
      if (answer !== 'written') throw new Error('An account with this id or key exists already.');
    },

    setPlan: (accountId, plan, proUntil) =>
      change(accountId, {
        UpdateExpression:
          proUntil === undefined
            ? 'SET #plan = :plan REMOVE proUntil'
            : 'SET #plan = :plan, proUntil = :until',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeNames: { '#plan': 'plan' },
        ExpressionAttributeValues: { ':plan': plan, ...(proUntil !== undefined && { ':until': proUntil }) },
      }),

    // As a transaction, which the SDK marks: when it sends it again because the answer was lost, it is done once.
    addCredit: async (accountId, delta) => {
      const update = {
        TableName: table,
        Key: profileKey(accountId),
        UpdateExpression: 'ADD credit :delta',
        ConditionExpression: 'attribute_exists(pk) AND credit >= :least',
        ExpressionAttributeValues: { ':delta': delta, ':least': -delta },
      };
      if ((await transact(client, [{ Update: update }], { time })) !== 'written') return undefined;
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: profileKey(accountId), ConsistentRead: true }),
      );
      return Item && accountProfile.parse(Item);
    },

    setCredit: (accountId, credit) =>
      change(accountId, {
        UpdateExpression: 'SET credit = :credit',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':credit': credit },
      }),
  };
};
