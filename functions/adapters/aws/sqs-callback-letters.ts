import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { CallbackLetters } from '../../ports/callback-letters.ts';
import { messageOf } from './token-message.ts';

/** The attribute of a dead letter that says why it is one. */
export const REASON_ATTRIBUTE = 'reason';

/** The dead-letter queue of callbacks, on SQS. */
export const sqsCallbackLetters = (client: SQSClient, queueUrl: string): CallbackLetters => ({
  bury: async ({ token, reason }) => {
    await client.send(
      new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: messageOf(token),
        MessageAttributes: { [REASON_ATTRIBUTE]: { DataType: 'String', StringValue: reason } },
      }),
    );
  },
});
