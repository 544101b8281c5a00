import { ChangeMessageVisibilityCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Log } from '../ports/log.ts';

export interface Worker {
  readonly sqs: Pick<SQSClient, 'send'>;
  /** The queue of a record, by its ARN. */
  readonly queueUrlOf: (arn: string) => string;
  readonly log: Log;
  /** Handles one message: it is forgotten, or comes back in so many seconds; after a throw, when its hiding ends. */
  readonly work: (record: SQSRecord) => Promise<'settled' | { readonly againIn: number }>;
}

const bringBack = async (
  { sqs, queueUrlOf, log }: Worker,
  { receiptHandle: ReceiptHandle, eventSourceARN }: SQSRecord,
  VisibilityTimeout: number,
): Promise<void> => {
  try {
    await sqs.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: queueUrlOf(eventSourceARN),
        ReceiptHandle,
        VisibilityTimeout,
      }),
    );
  } catch (error) {
    // It comes back all the same, only not just then.
    log('message_not_timed', { error });
  }
};

/**
 * The messages of a queue's function, side by side: one that fails does not take the others with it, and one that takes
 * long does not hold them up.
 */
export const sqsWorker =
  (worker: Worker) =>
  async (event: SQSEvent): Promise<SQSBatchResponse> => {
    const isSettled = async (record: SQSRecord): Promise<boolean> => {
      try {
        const outcome = await worker.work(record);
        if (outcome === 'settled') return true;
        await bringBack(worker, record, outcome.againIn);
      } catch (error) {
        worker.log('message_failed', { error });
      }
      return false;
    };
    const settled = await Promise.all(event.Records.map(isSettled));
    const failed = event.Records.filter((_, index) => settled[index] === false);
    return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  };
