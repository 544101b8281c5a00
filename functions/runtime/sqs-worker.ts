import { ChangeMessageVisibilityCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Log } from '../ports.ts';

/** Before a message that is to be tried again comes back: long enough for a lost browser to be replaced. */
const RETRY_SECONDS = 1;

interface Worker {
  readonly sqs: SQSClient;
  readonly queueUrl: string;
  readonly log: Log;
  /** Handles one message. `again`: it is delivered again soon. A throw: it is, once its visibility timeout is over. */
  readonly work: (record: SQSRecord) => Promise<'settled' | 'again'>;
}

const bringBack = async ({ sqs, queueUrl, log }: Worker, record: SQSRecord): Promise<void> => {
  const { receiptHandle: ReceiptHandle } = record;
  try {
    await sqs.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: queueUrl,
        ReceiptHandle,
        VisibilityTimeout: RETRY_SECONDS,
      }),
    );
  } catch (error) {
    // It comes back all the same, only later.
    log('message_not_hastened', { error });
  }
};

/** The record loop of a queue's function: one message that fails does not take the others with it. */
export const sqsWorker =
  (worker: Worker) =>
  async (event: SQSEvent): Promise<SQSBatchResponse> => {
    const failed: string[] = [];
    for (const record of event.Records) {
      try {
        if ((await worker.work(record)) === 'settled') continue;
        await bringBack(worker, record);
      } catch (error) {
        worker.log('message_failed', { error });
      }
      failed.push(record.messageId);
    }
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };
