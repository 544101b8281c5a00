import { type DynamoDBDocumentClient, GetCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type AccountProfile, accountProfile } from '../../domain/account.ts';
import type { Accounts } from '../../ports/accounts.ts';
import { batchGet } from './batch-get.ts';
import { dynamoAccountSweeps } from './dynamo-account-sweeps.ts';
import { dynamoApiKeys } from './dynamo-api-keys.ts';
import { profileKey, usageKey } from './dynamo-keys.ts';
import { newKeyRows } from './new-key-rows.ts';
import { realTime, type Time } from './time.ts';
import { transact } from './transact.ts';
import { updateIf } from './update-if.ts';

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

  return {
    ...dynamoApiKeys(client, table, time),
    ...dynamoAccountSweeps(client, table, time),

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
