import type { SQSClient } from '@aws-sdk/client-sqs';
import type { RenderQueue } from '../../ports/render-queue.ts';
import { sendTokens } from './send-tokens.ts';

/** The render queues on SQS, by their lanes; without one of its own, priority is the standard queue. */
export const sqsRenderQueue = (
  client: SQSClient,
  queueUrls: { readonly standard: string; readonly priority?: string | undefined },
): RenderQueue => ({
  send: (tokens, lane) => sendTokens(client, queueUrls[lane] ?? queueUrls.standard, tokens),
});
