import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { RenderLoad } from '../../ports.ts';
import { renderLoadKey } from './dynamo-keys.ts';

/** Before anything was rendered: a small page on a browser that has to start. */
const FIRST_GUESS_SECONDS = 2;
/** How much one render moves the average. */
const WEIGHT = 0.2;

const row = z.object({ renderSeconds: z.number() });

interface Place {
  readonly queueUrl: string;
  readonly accountsTable: string;
  readonly slots: number;
}

/**
 * The queue's depth from SQS, and a moving average of render times. Each worker averages what it rendered itself and
 * the last writer wins: an estimate does not need a lock.
 */
export const renderLoad = (sqs: SQSClient, dynamo: DynamoDBDocumentClient, place: Place): RenderLoad => {
  let average: number | undefined;

  const waiting = async (): Promise<number> => {
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({
        QueueUrl: place.queueUrl,
        AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
      }),
    );
    const unseen = Number(Attributes?.ApproximateNumberOfMessages ?? 0);
    return unseen + Number(Attributes?.ApproximateNumberOfMessagesNotVisible ?? 0);
  };

  const renderSeconds = async (): Promise<number> => {
    const { Item } = await dynamo.send(
      new GetCommand({ TableName: place.accountsTable, Key: renderLoadKey }),
    );
    return Item === undefined ? FIRST_GUESS_SECONDS : row.parse(Item).renderSeconds;
  };

  return {
    current: async () => {
      const [inQueue, seconds] = await Promise.all([waiting(), renderSeconds()]);
      return { waiting: inQueue, renderSeconds: seconds, slots: place.slots };
    },
    observe: async (seconds) => {
      average = average === undefined ? seconds : average + WEIGHT * (seconds - average);
      await dynamo.send(
        new PutCommand({
          TableName: place.accountsTable,
          Item: { ...renderLoadKey, renderSeconds: average },
        }),
      );
    },
  };
};
