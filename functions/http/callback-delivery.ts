import * as z from 'zod';
import type { ZodOpenApiOperationObject } from 'zod-openapi';
import { formatNames } from '../domain/formats.ts';
import { renderFailureCodes } from '../domain/render-failure.ts';
import { jobId, token } from './answer-fields.ts';

const parts = z
  .object({
    status: z.enum(['OK', 'ERR']).meta({ description: 'Whether the capture is done or has failed.' }),
    token,
    job_id: jobId,
    format: z.enum(formatNames).meta({ description: 'The format that was asked for.' }),
    url: z.string().meta({ description: 'The URL as it was submitted.' }),
    callback_secret: z.string().optional().meta({ description: 'Yours, when you set one.' }),
    error: z.enum(renderFailureCodes).optional().meta({ description: 'With ERR: the code of the failure.' }),
    detail: z.string().optional().meta({ description: 'With ERR: what happened and what to try.' }),
    file: z
      .string()
      .optional()
      .meta({
        description: 'With OK: the file, with its name and content type.',
        override: { contentMediaType: 'application/octet-stream' },
      }),
  })
  .meta({ id: 'CallbackParts' });

const webhookHeaders = z.object({
  'webhook-id': z.string().meta({
    description: '`msg_` and the token: the same for all attempts, so that you can tell a repetition.',
    examples: ['msg_a1b2c3d4e5f6a1b2c3d4e5f6a1b2c3d4'],
  }),
  'webhook-timestamp': z
    .string()
    .meta({ description: 'Unix seconds of the attempt.', examples: ['1795452266'] }),
  'webhook-signature': z.string().optional().meta({
    description:
      'With a secret: `v1,` and the base64 HMAC-SHA256 of `id.timestamp.` and the raw body; the key is the UTF-8 bytes of the secret.',
  }),
});

/** What a receiver of callbacks is sent and may answer (contract, "Callbacks"). */
export const callbackDelivery = (operationId: string): ZodOpenApiOperationObject => ({
  operationId,
  tags: ['Captures'],
  summary: 'Your endpoint: receive a result',
  description:
    'Sent once the capture has ended. Anything but 2xx is a failure, a redirect too; the next attempts come after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h and 10 h, with 20 % jitter. 410 ends them. `Retry-After` is honoured within once and twice the delay. An attempt may take 30 s in all.',
  security: [],
  requestParams: { header: webhookHeaders },
  requestBody: { required: true, content: { 'multipart/form-data': { schema: parts } } },
  responses: {
    '2XX': { description: 'Received.' },
    '410': { description: 'Do not send it again.' },
    '4XX': { description: 'Not received; it is sent again.' },
  },
});
