import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type CaptureTimes, firstGuess, type RenderTimes } from '../../domain/eta.ts';
import type { Clock } from '../../ports/clock.ts';
import type { RenderLoad } from '../../ports/render-load.ts';
import { renderLoadKey } from './dynamo-keys.ts';
import { renderLoadAttributes } from './render-load-attributes.ts';

/** How much one capture moves the average. */
const WEIGHT = 0.2;
/** An average that moved by less than this is not written. */
const CLOSE_SECONDS = 0.02;

const row = z.object({
  busySeconds: z.number(),
  slotSeconds: z.number().optional(),
  renderSeconds: z.number(),
  underPressure: z.boolean().optional(),
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

/** The averages, and whether those of a slot are from workers that always had the next capture waiting. */
interface Averages extends RenderTimes {
  readonly underPressure: boolean;
}

const moved = (average: number, sample: number): number => average + WEIGHT * (sample - average);

/**
 * The averages with one more capture, which ended `sinceLast` seconds after the one before it in the same worker;
 * undefined where the worker had to wait for it. Then it tells nothing of how long a slot is taken where captures wait
 * for slots, and is no more than a guess, until one comes that does.
 */
const withSample = (
  average: Averages | undefined,
  { busySeconds, renderSeconds }: CaptureTimes,
  sinceLast: number | undefined,
): Averages => {
  const underPressure = sinceLast !== undefined;
  const busy = Math.max(busySeconds, sinceLast ?? 0);
  const sample = { busySeconds: busy, slotSeconds: busy - (busySeconds - renderSeconds), renderSeconds };
  if (average === undefined) return { ...sample, underPressure };
  const render = moved(average.renderSeconds, renderSeconds);
  if (average.underPressure && !underPressure) return { ...average, renderSeconds: render };
  if (!average.underPressure && underPressure) return { ...sample, renderSeconds: render, underPressure };
  return {
    busySeconds: moved(average.busySeconds, sample.busySeconds),
    slotSeconds: moved(average.slotSeconds, sample.slotSeconds),
    renderSeconds: render,
    underPressure,
  };
};

/** More between two captures of a worker, in seconds, is no handing over: it had nothing to do meanwhile. */
const MOST_BETWEEN_SECONDS = 3;

/** What a worker rendered last: when that began and ended, and when the one before it began (Unix ms). */
interface LastOfWorker {
  readonly startedAt: number;
  readonly endedAt: number;
  readonly beforeStartedAt: number;
}

/**
 * Seconds from the end of one capture to that of the next, where the next one had been waiting while its worker rendered
 * two others, so that no worker was free: where all of them are at work and share a machine, each takes longer. Undefined
 * where workers may have waited themselves. One that its account's cap kept waiting looks the same: then what comes
 * between two captures of an account counts, too.
 */
const sinceLastOf = (
  { busySeconds }: CaptureTimes,
  { createdAt, last, now }: { readonly createdAt: number; readonly last: LastOfWorker; readonly now: number },
): number | undefined => {
  const seconds = (now - last.endedAt) / 1_000;
  return createdAt < last.beforeStartedAt && seconds < busySeconds + MOST_BETWEEN_SECONDS
    ? seconds
    : undefined;
};

/** Not worth a write: an estimate is in whole seconds. */
const isClose = (a: Averages, b: Averages): boolean =>
  a.underPressure === b.underPressure &&
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
  clock: Clock = Date.now,
): RenderLoad => {
  const never = Number.NEGATIVE_INFINITY;
  let last: LastOfWorker = { startedAt: never, endedAt: never, beforeStartedAt: never };

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

  const averages = async (): Promise<Averages | undefined> => {
    const { Item } = await dynamo.send(
      new GetCommand({ TableName: place.accountsTable, Key: renderLoadKey }),
    );
    if (Item === undefined) return undefined;
    const times = row.parse(Item);
    const { slotSeconds = times.renderSeconds, underPressure = false } = times;
    return { ...times, slotSeconds, underPressure };
  };

  return {
    current: async (lane) => {
      const { queueUrl, slots } = place.lanes[lane] ?? place.lanes.standard;
      const [inQueue, known] = await Promise.all([waiting(queueUrl), averages()]);
      const { busySeconds, slotSeconds, renderSeconds } = known ?? firstGuess;
      return { busySeconds, slotSeconds, renderSeconds, waiting: inQueue, slots };
    },
    observe: async (times, createdAt) => {
      const now = clock();
      const stored = await averages();
      const average = withSample(stored, times, sinceLastOf(times, { createdAt, last, now }));
      last = {
        startedAt: now - times.busySeconds * 1_000,
        endedAt: now,
        beforeStartedAt: last.startedAt,
      };
      if (stored !== undefined && isClose(average, stored)) return;
      await dynamo.send(
        new UpdateCommand({
          TableName: place.accountsTable,
          Key: renderLoadKey,
          UpdateExpression: `SET ${renderLoadAttributes.map((name) => `${name} = :${name}`).join(', ')}`,
          ExpressionAttributeValues: Object.fromEntries(
            renderLoadAttributes.map((name) => [`:${name}`, average[name]]),
          ),
        }),
      );
    },
  };
};
