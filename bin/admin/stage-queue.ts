import { GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { sqsRenderQueue } from '../../functions/adapters/aws/sqs-render-queue.ts';
import type { RenderQueue } from '../../functions/ports.ts';

/** The render queue of a stage, by its name: its URL is looked up when something is sent. */
export const stageQueue = (queueName: string): RenderQueue => {
  const sqs = new SQSClient();
  let url: Promise<string> | undefined;
  const lookUp = async (): Promise<string> => {
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: queueName }));
    if (QueueUrl === undefined) throw new Error(`There is no queue ${queueName}.`);
    return QueueUrl;
  };
  return {
    send: async (token) => {
      url ??= lookUp();
      await sqsRenderQueue(sqs, await url).send(token);
    },
  };
};
