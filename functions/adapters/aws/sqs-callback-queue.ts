import type { SQSClient } from '@aws-sdk/client-sqs';
import type { CallbackQueue } from '../../ports/callback-queue.ts';
import { sendTokens } from './send-tokens.ts';

/** The queue of captures whose callback is to be sent, on SQS. */
export const sqsCallbackQueue = (client: SQSClient, queueUrl: string): CallbackQueue => ({
  send: (tokens, delaySeconds) => sendTokens(client, queueUrl, tokens, delaySeconds),
});
