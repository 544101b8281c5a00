import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { captureTokenPattern } from '../../domain/capture-token.ts';
import type { RenderQueue } from '../../ports.ts';

const renderMessage = z.object({ token: z.string().regex(captureTokenPattern) });

/** The render queue on SQS. */
export const sqsRenderQueue = (client: SQSClient, queueUrl: string): RenderQueue => ({
  send: async (token) => {
    const message: z.output<typeof renderMessage> = { token };
    await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(message) }));
  },
});

/** The token in a message of the render queue. Throws when it is none of ours. */
export const tokenOfMessage = (body: string): string => renderMessage.parse(JSON.parse(body)).token;
