import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { inPages } from '../../domain/in-pages.ts';
import { messageOf } from './token-message.ts';

/** SQS's own limit. */
const MESSAGES_A_CALL = 10;

/** Sends a message for each token, to be seen after `delaySeconds`. Throws when one of them was not taken. */
export const sendTokens = async (
  client: SQSClient,
  queueUrl: string,
  tokens: readonly string[],
  delaySeconds = 0,
): Promise<void> => {
  const sendPage = async (page: readonly string[]): Promise<void> => {
    const { Failed = [] } = await client.send(
      new SendMessageBatchCommand({
        QueueUrl: queueUrl,
        Entries: page.map((token, index) => ({
          Id: String(index),
          MessageBody: messageOf(token),
          ...(delaySeconds > 0 && { DelaySeconds: delaySeconds }),
        })),
      }),
    );
    const [first] = Failed;
    if (first !== undefined) throw new Error(`${Failed.length} messages were not sent: ${first.Code}.`);
  };
  // A page that fails does not keep the others.
  const sent = await Promise.allSettled(inPages(tokens, MESSAGES_A_CALL).map(sendPage));
  const failed = sent.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
};
