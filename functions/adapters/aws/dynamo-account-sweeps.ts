import { type DynamoDBDocumentClient, GetCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type AccountCounters, accountProfile } from '../../domain/account.ts';
import type { Holdings } from '../../domain/holdings.ts';
import { type Look, lookForSlot, nextLook } from '../../domain/next-look.ts';
import type { Accounts } from '../../ports/accounts.ts';
import { dueRows } from './due-rows.ts';
import { accountIdOf, checkedKey, profileKey } from './dynamo-keys.ts';
import { listAsWaiting } from './list-as-waiting.ts';
import { sweepAttributes } from './table-indexes.ts';
import { realTime, type Time } from './time.ts';
import { updateIf } from './update-if.ts';

const checkedRow = z.object({
  from: z.record(z.string(), z.unknown()).optional(),
  /** When this round began, in Unix milliseconds. */
  since: z.number().default(0),
});
/** A round through all accounts begins no sooner than this after the last one, in milliseconds. */
const ROUND_MS = 600_000;
const keyRow = z.object({ pk: z.string() });
const waitingRow = keyRow.extend({ sweepAt: z.number() });
/** How an account is listed, if it is (list-as-waiting.ts). */
const listedRow = z.object({
  sweepShard: z.string().optional(),
  sweepAt: z.number().optional(),
  slotLookAt: z.number().optional(),
});

/** What decides about the next look (domain/next-look.ts). */
const deciding = [
  'parked',
  'parkedTakenAt',
  'parkedGivenAt',
  'waitlisted',
  'waitlistedTakenAt',
  'waitlistedGivenAt',
] as const;

/** A condition by which some attributes, all numbers, are what was seen of them, and its values. */
const whileAsSeen = <Name extends string>(
  seen: { readonly [Each in Name]?: number | undefined },
  names: readonly Name[],
) => ({
  condition: names
    .map((name) => (seen[name] === undefined ? `attribute_not_exists(${name})` : `${name} = :${name}Seen`))
    .join(' AND '),
  values: Object.fromEntries(
    names.flatMap((name) => (seen[name] === undefined ? [] : [[`:${name}Seen`, seen[name]]])),
  ),
});

/** The update that lists an account for its next look, or no more, and its values. */
const relisted = (accountId: string, look: Look | undefined) => {
  if (look === undefined) return { expression: 'REMOVE sweepShard, sweepAt, slotLookAt', values: {} };
  const { sweepShard, sweepAt } = sweepAttributes(accountId, look);
  const slot = look.work === 'waiting' ? ', slotLookAt = :at' : ' REMOVE slotLookAt';
  return {
    expression: `SET sweepShard = :shard, sweepAt = :at${slot}`,
    values: { ':shard': sweepShard, ':at': sweepAt },
  };
};

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
  const list = (accountId: string, waits: Pick<Holdings, 'parked' | 'waitlisted'>) => {
    const { sets, values } = listAsWaiting(accountId, waits, time.now());
    return change(accountId, {
      UpdateExpression: `SET ${sets.join(', ')}`,
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeValues: values,
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
      // One that cannot be read is told of when its counters are compared, and keeps no other from that.
      const accounts = Items.flatMap((row) => accountProfile.and(listedRow).safeParse(row).data ?? []);
      for (const { id, parked = 0, waitlisted = 0, sweepShard, sweepAt, slotLookAt } of accounts) {
        const isListed =
          sweepShard !== undefined && sweepAt !== undefined && (parked <= 0 || slotLookAt !== undefined);
        if ((parked > 0 || waitlisted > 0) && !isListed) await list(id, { parked, waitlisted });
      }
      const round = { from: LastEvaluatedKey, since: from === undefined ? now : since };
      await client.send(new PutCommand({ TableName: table, Item: { ...checkedKey, ...round } }));
      return Items.map((row) => accountIdOf(keyRow.parse(row)));
    },

    waiting: async (work, now, most) => {
      const rows = await dueRows(client, table, { work, now, most });
      return rows
        .map((row) => waitingRow.parse(row))
        .map(({ pk, sweepAt }) => ({ id: accountIdOf({ pk }), sweepAt }))
        .toSorted((one, other) => one.sweepAt - other.sweepAt);
    },

    looked: async ({ id, sweepAt }, { lookedAt, stillSince }) => {
      const relist = (look: Look | undefined, account?: AccountCounters) => {
        const names = account === undefined ? [] : deciding;
        const seen = whileAsSeen({ ...account, sweepAt }, ['sweepAt', ...names]);
        const { expression, values } = relisted(id, look);
        return change(id, {
          UpdateExpression: expression,
          ConditionExpression: seen.condition,
          ExpressionAttributeValues: { ...seen.values, ...values },
        });
      };
      if (stillSince !== undefined) {
        const { Item } = await client.send(
          new GetCommand({ TableName: table, Key: profileKey(id), ConsistentRead: true }),
        );
        if (Item === undefined || listedRow.parse(Item).sweepAt !== sweepAt) return;
        const account = accountProfile.parse(Item);
        if (await relist(nextLook(account, { now: lookedAt, stillSince }), account)) return;
      }
      await relist(lookForSlot(lookedAt));
    },

    setCounter: async (accountId, { counter, to, seen, stamp }) => {
      const { condition, values } = whileAsSeen(seen, [counter, stamp]);
      // What is found to wait is looked at from then on, as what begins to (account-counters.ts).
      const listing = listAsWaiting(
        accountId,
        { parked: 0, waitlisted: 0, ...(counter !== 'inflight' && { [counter]: to }) },
        time.now(),
      );
      return change(accountId, {
        UpdateExpression: `SET ${[`${counter} = :to`, ...listing.sets].join(', ')}`,
        ConditionExpression: `attribute_exists(pk) AND ${condition}`,
        ExpressionAttributeValues: { ':to': to, ...values, ...listing.values },
      });
    },
  };
};
