import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { captureTokenPattern } from '../../domain/capture-token.ts';
import { inPages } from '../../domain/in-pages.ts';
import type { Lane } from '../../domain/lane-of.ts';
import type { RenderQueue } from '../../ports/render-queue.ts';

/** SQS's own limit. */
const MESSAGES_A_CALL = 10;

const renderMessage = z.object({ token: z.string().regex(captureTokenPattern) });

/** The render queues on SQS, by their lanes; without one of its own, priority is the standard queue. */
export const sqsRenderQueue = (
  client: SQSClient,
  queueUrls: { readonly standard: string; readonly priority?: string | undefined },
): RenderQueue => {
  const sendPage = async (tokens: readonly string[], lane: Lane): Promise<void> => {
    const { Failed = [] } = await client.send(
      new SendMessageBatchCommand({
        QueueUrl: queueUrls[lane] ?? queueUrls.standard,
        Entries: tokens.map((token, index) => {
          const message: z.output<typeof renderMessage> = { token };
          return { Id: String(index), MessageBody: JSON.stringify(message) };
        }),
      }),
    );
    const [first] = Failed;
    if (first !== undefined) throw new Error(`${Failed.length} messages were not sent: ${first.Code}.`);
  };
  return {
    send: async (tokens, lane) => {
      const pages = inPages(tokens, MESSAGES_A_CALL);
      // A page that fails does not keep the others.
      const sent = await Promise.allSettled(pages.map((page) => sendPage(page, lane)));
      const failed = sent.find(({ status }) => status === 'rejected');
      if (failed?.status === 'rejected') throw failed.reason;
    },
  };
};

/** The token in a message of a render queue. Throws when it is none of ours. */
export const tokenOfMessage = (body: string): string => renderMessage.parse(JSON.parse(body)).token;
