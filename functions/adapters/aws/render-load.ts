import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { firstGuess, type RenderTimes } from '../../domain/eta.ts';
import type { RenderLoad } from '../../ports.ts';
import { renderLoadKey } from './dynamo-keys.ts';

/** How much one capture moves the average. */
const WEIGHT = 0.2;
/** An average that moved by less than this is not written. */
const CLOSE_SECONDS = 0.1;

const row = z.object({ busySeconds: z.number(), renderSeconds: z.number() });

interface Place {
  readonly queueUrl: string;
  readonly accountsTable: string;
  readonly slots: number;
}

const moved = (average: RenderTimes, times: RenderTimes): RenderTimes => ({
  busySeconds: average.busySeconds + WEIGHT * (times.busySeconds - average.busySeconds),
  renderSeconds: average.renderSeconds + WEIGHT * (times.renderSeconds - average.renderSeconds),
});

/** Not worth a write: an estimate is in whole seconds. */
const isClose = (a: RenderTimes, b: RenderTimes): boolean =>
  Math.abs(a.busySeconds - b.busySeconds) < CLOSE_SECONDS &&
  Math.abs(a.renderSeconds - b.renderSeconds) < CLOSE_SECONDS;

/**
 * The queue's depth from SQS, and a moving average of render times. Each worker averages what it rendered itself and
 * the last writer wins: an estimate does not need a lock.
 */
export const renderLoad = (sqs: SQSClient, dynamo: DynamoDBDocumentClient, place: Place): RenderLoad => {
  let average: RenderTimes | undefined;
  let written: RenderTimes | undefined;

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

  const renderTimes = async (): Promise<RenderTimes> => {
    const { Item } = await dynamo.send(
      new GetCommand({ TableName: place.accountsTable, Key: renderLoadKey }),
    );
    return Item === undefined ? firstGuess : row.parse(Item);
  };

  return {
    current: async () => {
      const [inQueue, times] = await Promise.all([waiting(), renderTimes()]);
      return { ...times, waiting: inQueue, slots: place.slots };
    },
    observe: async (times) => {
      average = average === undefined ? times : moved(average, times);
      if (written !== undefined && isClose(average, written)) return;
      await dynamo.send(
        new UpdateCommand({
          TableName: place.accountsTable,
          Key: renderLoadKey,
          UpdateExpression: 'SET busySeconds = :busy, renderSeconds = :render',
          ExpressionAttributeValues: { ':busy': average.busySeconds, ':render': average.renderSeconds },
        }),
      );
      written = average;
    },
  };
};
