import * as z from 'zod';
import { askedOptions } from './asked-options.ts';
import { apiKeyPattern } from './capture-token.ts';
import { isPlainText } from './plain-text.ts';

const callbackUrl = z.string('must be a string with an https URL').meta({
  description:
    'Where the result is sent once the capture has ended: an https URL of at most 2,048 characters whose host is public. The file then lies in the private bucket for 7 days and is not published on the static host.',
  maxLength: 2_048,
  examples: ['https://hooks.example.net/captures'],
});
const secret = 'must be a string of at most 255 characters, without NUL';
const callbackSecret = z
  .string(secret)
  .max(255, secret)
  .refine(isPlainText, secret)
  .optional()
  .meta({
    description:
      'Sent back as the field `callback_secret` of the callback, and the key of its `webhook-signature`. Empty: none.',
    examples: ['keep-this-to-yourself'],
  });
const idempotency = 'must be 16 to 128 letters, digits, dots, hyphens and underscores';
const idempotencyPattern = /^[A-Za-z0-9_.-]{16,128}$/;
const idempotencyKey = z
  .string(idempotency)
  .regex(idempotencyPattern, idempotency)
  .optional()
  .meta({
    description:
      'Makes a retry safe: for 24 hours the same key from the same account answers what the first call answered, with the header `X-Idempotent-Replay: true`, and creates and charges nothing. Use a new UUID for each batch.',
    examples: ['2f1c9e0a-6d5b-4c52-9a53-1f0f6b0c7f11'],
  });

/** True for an idempotency key of the right form, before the rest of its request is judged. */
export const isIdempotencyKey = (value: unknown): value is string =>
  typeof value === 'string' && idempotencyPattern.test(value);

/** The warning of a request with a secret for a callback that it does not ask for. */
export const secretInVain = 'callback_secret has no effect without callback_url.';

/** What POST /capture takes, without the key. */
export const submitRequest = askedOptions.extend({
  callback_url: callbackUrl.optional(),
  callback_secret: callbackSecret,
});

/** What POST /capture/callback takes, without the key: the same, and a place to send the result to. */
export const callbackRequest = submitRequest.extend({ callback_url: callbackUrl });

/** What one job of a batch takes; the top level may have its url. */
export const batchJob = askedOptions.extend({ url: askedOptions.shape.url.optional() });

/** The top level of POST /capture/batch, without the key. The options are the defaults of the jobs, which may override them. */
export const batchRequest = askedOptions.extend({
  url: batchJob.shape.url,
  callback_url: callbackUrl.optional(),
  callback_secret: callbackSecret,
  idempotency_key: idempotencyKey,
  jobs: z.array(z.unknown(), 'must be an array of jobs').min(1, 'must have at least one job'),
});

/** The API key as a body carries it. Judged by usecases/authenticate.ts; here for the documentation. */
export const apiKey = z
  .string()
  .regex(apiKeyPattern)
  .meta({
    description: 'Your API key: 12 letters and digits. `Authorization: Bearer <key>` may take its place.',
    examples: ['aB3kR7mZx9Lq'],
  });
