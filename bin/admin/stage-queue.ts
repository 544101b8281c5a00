import { SQSClient } from '@aws-sdk/client-sqs';
import { sqsRenderQueue } from '../../functions/adapters/aws/sqs-render-queue.ts';
import type { RenderQueue } from '../../functions/ports/render-queue.ts';
import type { QueueNames } from './queue-names.ts';
import { queueUrl } from './queue-url.ts';

/** The render queues of a stage, by their names: a URL is looked up when something is sent. */
export const stageQueue = (names: QueueNames): RenderQueue => {
  const sqs = new SQSClient();
  const urls = new Map<string, Promise<string>>();
  return {
    send: async (tokens, lane) => {
      const name = names[lane] ?? names.standard;
      const url = urls.get(name) ?? queueUrl(sqs, name);
      urls.set(name, url);
      await sqsRenderQueue(sqs, { standard: await url }).send(tokens, lane);
    },
  };
};
