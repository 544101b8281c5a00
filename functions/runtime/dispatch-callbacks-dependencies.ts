import { SQSClient } from '@aws-sdk/client-sqs';
import { endedWithCallback } from '../adapters/aws/ended-with-callback.ts';
import { sqsCallbackQueue } from '../adapters/aws/sqs-callback-queue.ts';
import { readEnvironment } from './env.ts';
import { log } from './log.ts';

/** The real parts of what reads the stream. */
export const dispatchCallbacksDependencies = () => ({
  endedWithCallback,
  queue: sqsCallbackQueue(new SQSClient(), readEnvironment('dispatch-callbacks').CALLBACK_QUEUE_URL),
  log,
});
