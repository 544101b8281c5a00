import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { QueueKind } from '../../domain/queue-kind.ts';
import type { QueueDepth, QueueDepths } from '../../ports/queue-depths.ts';

/** A queue, and what it is for. */
interface KnownQueue {
  readonly kind: QueueKind;
  readonly isDeadLetters: boolean;
  readonly url: string;
}

/** How many messages there are in queues on SQS. */
export const sqsQueueDepths = (client: SQSClient, queues: readonly KnownQueue[]): QueueDepths => {
  const depthOf = async ({ kind, isDeadLetters, url }: KnownQueue): Promise<QueueDepth> => {
    const { Attributes: counts = {} } = await client.send(
      new GetQueueAttributesCommand({
        QueueUrl: url,
        AttributeNames: [
          'ApproximateNumberOfMessages',
          'ApproximateNumberOfMessagesNotVisible',
          'ApproximateNumberOfMessagesDelayed',
        ],
      }),
    );
    return {
      name: url.split('/').at(-1) ?? url,
      kind,
      isDeadLetters,
      waiting: Number(counts.ApproximateNumberOfMessages ?? 0),
      inFlight: Number(counts.ApproximateNumberOfMessagesNotVisible ?? 0),
      delayed: Number(counts.ApproximateNumberOfMessagesDelayed ?? 0),
    };
  };
  return { read: () => Promise.all(queues.map(depthOf)) };
};
