import { setTimeout as pause } from 'node:timers/promises';
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  PurgeQueueCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { engineTables } from '../support/engine-tables.ts';

/** Takes the render queue's messages away and waits until nothing renders: the sweeper brings them back much later. */
export const quiet = async (endpoint: string): Promise<void> => {
  const { names, connection } = engineTables(endpoint);
  const sqs = new SQSClient(connection);
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: names.renderQueue }));
  const isBusy = async (): Promise<boolean> => {
    await sqs.send(new PurgeQueueCommand({ QueueUrl }));
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({
        QueueUrl,
        AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
      }),
    );
    return Object.values(Attributes ?? {}).some((count) => Number(count) > 0);
  };
  while (await isBusy()) await pause(200);
  await pause(2_000);
};
