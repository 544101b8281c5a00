import * as z from 'zod';
import { formats } from '../domain/formats.ts';
import { accountAnswer } from './account-answer.ts';
import { batchAnswer } from './batch-answer.ts';
import { captureStatus } from './capture-status.ts';
import { documentationRoutes } from './documentation-routes.ts';
import {
  accountExamples,
  batchExamples,
  deduplicatedExamples,
  statusExamples,
  submitExamples,
} from './example-answers.ts';
import { batchRequestExamples, callbackExamples, captureExamples } from './example-requests.ts';
import { batchBody, callbackBody, captureBody } from './request-bodies.ts';
import type { Route } from './route.ts';
import { deduplicatedAnswer, submitAnswer } from './submit-answer.ts';

const NEVER = 'no-store';

const fileTypes = [...new Set(Object.values(formats).map(({ contentType }) => contentType))];
const fileHeaders = { ETag: 'The version of the file.', 'Accept-Ranges': '`bytes`' };

const judged = [
  'invalid_json',
  'invalid_key',
  'payload_too_large',
  'unsupported_media_type',
  'rate_limited',
] as const;
const captureErrors = [
  ...judged,
  'invalid_parameter',
  'invalid_url',
  'invalid_callback_url',
  'pro_required',
  'waitlist_full',
  'unavailable',
] as const;

/**
 * The one table of routes: the gateway, the document and the tests are made from it, and every answer is parsed by it on
 * its way out.
 */
export const routes = {
  createCapture: {
    method: 'POST',
    path: '/capture',
    auth: 'body',
    cors: 'browserOrigins',
    cache: NEVER,
    tag: 'Captures',
    summary: 'Capture a page',
    description:
      'Takes a URL and answers at once with a token; ask `GET /capture/{token}` until the status is `done` or `failed`. The same request within 60 seconds gives the same capture, without a charge; the options count, failed and private captures do not. When quota and credits are used up the capture goes on the wait list. With a `callback_url` the result is sent there as well.',
    body: { schema: captureBody, examples: captureExamples },
    answers: {
      200: {
        description: 'The same request was made in the last 60 seconds: its capture.',
        schema: deduplicatedAnswer,
        examples: deduplicatedExamples,
      },
      202: { description: 'A new capture.', schema: submitAnswer, examples: submitExamples },
    },
    errors: captureErrors,
  },
  createCallbackCapture: {
    method: 'POST',
    path: '/capture/callback',
    auth: 'body',
    cors: 'browserOrigins',
    cache: NEVER,
    tag: 'Captures',
    summary: 'Capture a page and have the result sent',
    description:
      'As `POST /capture`, with a `callback_url` that must be there. The result is sent to it as `multipart/form-data`: at least once, in no order, with up to eight attempts over about 27 hours.',
    body: {
      schema: callbackBody,
      examples: callbackExamples,
    },
    answers: {
      202: {
        description: 'A new capture, or the one of the same request in the last 60 seconds.',
        schema: z.union([submitAnswer, deduplicatedAnswer]),
        examples: { ...submitExamples, deduplicated: deduplicatedExamples.running },
      },
    },
    errors: captureErrors,
  },
  createBatch: {
    method: 'POST',
    path: '/capture/batch',
    auth: 'body',
    cors: 'browserOrigins',
    cache: NEVER,
    tag: 'Captures',
    summary: 'Capture many pages',
    description:
      'Takes up to 500 captures in one call, up to 5,000 for Pro accounts. Options at the top level are the defaults of the jobs; what a job sends itself wins. A bad job is an error of that job, never of the call; a bad option at the top level, no jobs, or too many of them are errors of the call. Quota is given in input order; jobs that no longer fit go on the wait list. Send an `idempotency_key`, so that a retry after a lost answer creates and charges nothing twice.',
    body: { schema: batchBody, examples: batchRequestExamples },
    answers: {
      202: {
        description: 'What became of each job.',
        schema: batchAnswer,
        examples: batchExamples,
        headers: {
          'X-Idempotent-Replay':
            '`true`: this is what the first call with this idempotency key was answered.',
          'X-Idempotent-Mismatch': '`true`: the first call with this idempotency key had another body.',
        },
      },
    },
    errors: [
      ...judged,
      'invalid_parameter',
      'invalid_callback_url',
      'pro_required',
      'batch_too_large',
      'idempotency_in_progress',
      'unavailable',
    ],
  },
  getCapture: {
    method: 'GET',
    path: '/capture/{token}',
    auth: 'none',
    cors: 'anyone',
    cache: NEVER,
    tag: 'Captures',
    summary: 'Ask how a capture stands',
    description:
      'No API key is needed: the token is the bearer. Poll about every 2 seconds; `eta_seconds` says when the first poll is worth it.',
    answers: {
      200: { description: 'The status.', schema: captureStatus, examples: statusExamples },
    },
    errors: ['not_found', 'rate_limited'],
  },
  getCaptureFile: {
    method: 'GET',
    path: '/capture/{token}/file',
    auth: 'none',
    cors: 'browserOrigins',
    cache: 'private, no-store',
    tag: 'Captures',
    summary: 'Get the file of a private capture',
    description:
      'The only way to the file of a private capture or of one with a callback, any number of times until it expires. No API key is needed: the token is the bearer. A token whose result is on the static host is not found here.',
    answers: {
      200: { description: 'The file.', mediaTypes: fileTypes, headers: fileHeaders },
      206: {
        description: 'The range of the file that was asked for.',
        mediaTypes: fileTypes,
        headers: { ...fileHeaders, 'Content-Range': '`bytes FIRST-LAST/LENGTH`' },
      },
      302: {
        description: 'The file has more than 4 MB: it is at `Location`, for 60 seconds.',
        headers: { Location: 'An address of the file that ends after 60 seconds.' },
      },
      304: { description: 'The file is still the one of `If-None-Match`.', headers: fileHeaders },
      416: {
        description: 'The range lies outside of the file; there is no body.',
        headers: { 'Content-Range': '`bytes */LENGTH`' },
      },
    },
    requestHeaders: z.object({
      Range: z
        .string()
        .optional()
        .meta({ description: 'One range of bytes.', examples: ['bytes=0-1023'] }),
      'If-None-Match': z.string().optional().meta({ description: 'The ETag of the file one has.' }),
    }),
    errors: ['not_found', 'not_ready', 'gone', 'rate_limited'],
  },
  getAccount: {
    method: 'GET',
    path: '/account',
    auth: 'query',
    cors: 'browserOrigins',
    cache: NEVER,
    tag: 'Account',
    summary: 'Ask what an account has left',
    description:
      'Plan, credits, the quota of this UTC month and the captures under way. The key is in the query or in a header.',
    answers: { 200: { description: 'The account.', schema: accountAnswer, examples: accountExamples } },
    errors: ['invalid_key', 'rate_limited'],
  },
  ...documentationRoutes,
} as const satisfies Record<string, Route>;

export type OperationId = keyof typeof routes;
