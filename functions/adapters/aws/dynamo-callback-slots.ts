import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { CallbackSlot, CallbackSlots } from '../../ports/callback-slots.ts';
import { callbackSlotsKey } from './dynamo-keys.ts';
import { realTime, type Time } from './time.ts';
import { updateIf } from './update-if.ts';

/** After this the row of a host that nothing is sent to is deleted, in seconds. */
const KEPT_SECONDS = 3_600;

/** How many may be sent at the same time to one host and for one account. */
interface SlotLimits {
  readonly host: number;
  readonly account: number;
}

const nameOf = (slot: number): string => `slot${slot}`;

/**
 * Slots in DynamoDB: a row for each host and each account, a number a slot, the moment until which it is taken. A free
 * one costs one write; that none is free, a write and a read.
 */
export const dynamoCallbackSlots = (
  client: DynamoDBDocumentClient,
  table: string,
  limits: SlotLimits,
  { time = realTime, random = Math.random }: { readonly time?: Time; readonly random?: () => number } = {},
): CallbackSlots => {
  const takeOne = async (of: string, most: number, until: number): Promise<CallbackSlot | undefined> => {
    const Key = callbackSlotsKey(of);
    const now = time.now();
    // Tells this taker from another one of the same millisecond.
    const mark = until + Math.floor(random() * 1_000) / 1_000;
    const write = (
      slot: number,
      value: number,
      condition: string,
      values: Readonly<Record<string, number>>,
    ) =>
      updateIf(
        client,
        {
          TableName: table,
          Key,
          UpdateExpression: 'SET #slot = :value, expiresAt = :expiresAt',
          ConditionExpression: condition,
          ExpressionAttributeNames: { '#slot': nameOf(slot) },
          ExpressionAttributeValues: {
            ':value': value,
            ':expiresAt': Math.ceil(until / 1_000) + KEPT_SECONDS,
            ...values,
          },
        },
        time,
      );
    const tryTake = async (slot: number): Promise<CallbackSlot | undefined> => {
      const taken = await write(slot, mark, 'attribute_not_exists(#slot) OR #slot <= :now', { ':now': now });
      if (taken === undefined) return undefined;
      return {
        free: async (at = 0) => {
          await write(slot, at, '#slot = :mark', { ':mark': mark });
        },
      };
    };
    const first = await tryTake(Math.floor(random() * most));
    if (first !== undefined) return first;
    const { Item = {} } = await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
    const free = Array.from({ length: most }, (_, slot) => slot).filter(
      (slot) => Number(Item[nameOf(slot)] ?? 0) <= now,
    );
    const other = free[Math.floor(random() * free.length)];
    return other === undefined ? undefined : tryTake(other);
  };

  return {
    take: async ({ host, accountId }, until) => {
      // The host's first: what waits for a dead one takes nothing of its account meanwhile, and costs two writes less.
      const ofHost = await takeOne(`host ${host}`, limits.host, until);
      if (ofHost === undefined) return undefined;
      const ofAccount = await takeOne(`account ${accountId}`, limits.account, until).catch(
        async (error: unknown) => {
          await ofHost.free().catch(() => undefined);
          throw error;
        },
      );
      if (ofAccount === undefined) {
        await ofHost.free();
        return undefined;
      }
      return {
        free: async (at) => {
          await Promise.all([ofHost.free(at), ofAccount.free(at)]);
        },
      };
    },
  };
};
