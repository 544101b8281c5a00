import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type CaptureTimes, firstGuess, type RenderTimes } from '../../domain/eta.ts';
import type { RenderLoad } from '../../ports/render-load.ts';
import { renderLoadKey } from './dynamo-keys.ts';

/** How much one capture moves the average. */
const WEIGHT = 0.2;
/** An average that moved by less than this is not written. */
const CLOSE_SECONDS = 0.02;

const row = z.object({
  busySeconds: z.number(),
  slotSeconds: z.number().optional(),
  renderSeconds: z.number(),
});

/** A queue, and how many captures of it render at the same time. */
interface LaneOfPlace {
  readonly queueUrl: string;
  readonly slots: number;
}

interface Place {
  readonly accountsTable: string;
  /** A place without a lane for priority has one queue for all. */
  readonly lanes: { readonly standard: LaneOfPlace; readonly priority?: LaneOfPlace | undefined };
}

/** A worker that had nothing to do for so long between two captures was not busy. */
const IDLE_SECONDS = 1.5;

const moved = (average: number, sample: number): number => average + WEIGHT * (sample - average);

/**
 * The average with one more capture, which ended `sinceLast` seconds after the one before it in the same worker. Where
 * workers wait for work, a capture tells nothing of how long a slot is taken where they do not.
 */
const withSample = (
  average: RenderTimes | undefined,
  { busySeconds, renderSeconds }: CaptureTimes,
  sinceLast: number,
): RenderTimes => {
  if (average === undefined) return { busySeconds, slotSeconds: renderSeconds, renderSeconds };
  const render = moved(average.renderSeconds, renderSeconds);
  if (sinceLast > busySeconds + IDLE_SECONDS) return { ...average, renderSeconds: render };
  const slot = Math.max(busySeconds, sinceLast);
  return {
    busySeconds: moved(average.busySeconds, slot),
    slotSeconds: moved(average.slotSeconds, slot - (busySeconds - renderSeconds)),
    renderSeconds: render,
  };
};

/** Not worth a write: an estimate is in whole seconds. */
const isClose = (a: RenderTimes, b: RenderTimes): boolean =>
  (['busySeconds', 'slotSeconds', 'renderSeconds'] as const).every(
    (name) => Math.abs(a[name] - b[name]) < CLOSE_SECONDS,
  );

/**
 * The queue's depth from SQS, and a moving average of render times, which all workers share; where two write at once the
 * last one wins: an estimate does not need a lock.
 */
export const renderLoad = (
  sqs: SQSClient,
  dynamo: DynamoDBDocumentClient,
  place: Place,
  clock: () => number = () => performance.now(),
): RenderLoad => {
  let endedAt = Number.NEGATIVE_INFINITY;

  const waiting = async (queueUrl: string): Promise<number> => {
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({
        QueueUrl: queueUrl,
        AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
      }),
    );
    const unseen = Number(Attributes?.ApproximateNumberOfMessages ?? 0);
    return unseen + Number(Attributes?.ApproximateNumberOfMessagesNotVisible ?? 0);
  };

  const renderTimes = async (): Promise<RenderTimes | undefined> => {
    const { Item } = await dynamo.send(
      new GetCommand({ TableName: place.accountsTable, Key: renderLoadKey }),
    );
    if (Item === undefined) return undefined;
    const times = row.parse(Item);
    return { ...times, slotSeconds: times.slotSeconds ?? times.renderSeconds };
  };

  return {
    current: async (lane) => {
      const { queueUrl, slots } = place.lanes[lane] ?? place.lanes.standard;
      const [inQueue, times] = await Promise.all([waiting(queueUrl), renderTimes()]);
      return { ...(times ?? firstGuess), waiting: inQueue, slots };
    },
    observe: async (times) => {
      const now = clock();
      const stored = await renderTimes();
      const average = withSample(stored, times, (now - endedAt) / 1_000);
      endedAt = now;
      if (stored !== undefined && isClose(average, stored)) return;
      await dynamo.send(
        new UpdateCommand({
          TableName: place.accountsTable,
          Key: renderLoadKey,
          UpdateExpression: 'SET busySeconds = :busy, slotSeconds = :slot, renderSeconds = :render',
          ExpressionAttributeValues: {
            ':busy': average.busySeconds,
            ':slot': average.slotSeconds,
            ':render': average.renderSeconds,
          },
        }),
      );
    },
  };
};
