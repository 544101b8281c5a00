import { setTimeout as pause } from 'node:timers/promises';
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  PurgeQueueCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { engineTables } from '../support/engine-tables.ts';

/** How often and how many times in a row nothing is to be seen: who ends a render hands the next one on within it. */
const LOOK_EVERY_MS = 250;
const LOOKS = 16;

/**
 * Takes the render queue's messages away until none comes any more, so that nothing renders: accounts that wait have
 * given all their slots to captures without a message, which the sweeper brings back minutes later.
 */
export const quiet = async (endpoint: string): Promise<void> => {
  const { names, connection } = engineTables(endpoint);
  const sqs = new SQSClient(connection);
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: names.renderQueue }));
  const isBusy = async (): Promise<boolean> => {
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({
        QueueUrl,
        AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
      }),
    );
    await sqs.send(new PurgeQueueCommand({ QueueUrl }));
    return Object.values(Attributes ?? {}).some((count) => Number(count) > 0);
  };
  for (let still = 0; still < LOOKS; await pause(LOOK_EVERY_MS)) still = (await isBusy()) ? 0 : still + 1;
};
