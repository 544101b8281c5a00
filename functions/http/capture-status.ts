import * as z from 'zod';
import { ratios } from '../domain/asked-options.ts';
import { type Callback, lastCallbackResult } from '../domain/callback.ts';
import { type Capture, type CaptureIn, isHeld } from '../domain/capture.ts';
import { etaSeconds as secondsUntil } from '../domain/eta.ts';
import { formatNames } from '../domain/formats.ts';
import { geometry } from '../domain/geometry.ts';
import { renderFailureCodes, renderFailures } from '../domain/render-failure.ts';
import { imagePath, previewPath } from '../domain/static-path.ts';
import { nextMonth } from '../domain/utc-month.ts';
import type { Page } from '../usecases/open-page.ts';
import { etaSeconds, resetsAt, token, warnings } from './answer-fields.ts';

const seconds = (milliseconds: number): number => Math.floor(milliseconds / 1_000);

const status = <const Names extends readonly [string, ...string[]]>(...names: Names) =>
  z.enum(names).meta({ description: 'How the capture stands.' });
const pixels = (description: string) => z.int().min(0).meta({ description });

const callback = z
  .object({
    state: z.enum(['pending', 'delivered', 'failed']).meta({ description: 'Failed: given up.' }),
    attempts: z.int().min(0).meta({ description: 'Attempts so far.' }),
    last_attempt_at: z.int().min(0).nullable().meta({ description: 'Unix seconds.' }),
    last_result: z
      .string()
      .nullable()
      .meta({
        description: '`http` and the status of the answer, or `unreachable`.',
        examples: ['http 500'],
      }),
  })
  .meta({ id: 'CallbackProgress', description: 'How the delivery of the result stands.' });

const common = z.object({
  token,
  format: z.enum(formatNames).meta({ description: 'The format that was asked for.' }),
  viewport_width: pixels('Width of the layout viewport in CSS pixels.'),
  output_size: pixels('The width that was asked for, in pixels.'),
  output_height: z.int().min(0).nullable().meta({
    description:
      'Height of the file in pixels; null until the capture is done where the page, the element or the paper decides.',
  }),
  ratio: z.enum(ratios).nullable().meta({ description: 'Null when another option decided the height.' }),
  fullpage: z.boolean().meta({ description: 'Whether the whole document is captured.' }),
  warnings: warnings.optional(),
  callback: callback.optional().meta({ description: 'Of captures with a callback URL.' }),
});

const done = common.extend({
  status: status('done'),
  url: z
    .string()
    .optional()
    .meta({ description: 'The URL as it was submitted; of a private capture until it expires.' }),
  meta_http_status: z
    .int()
    .meta({ description: 'The HTTP status of the page. An error page is a page: 404 here is no failure.' }),
  meta_final_url: z
    .string()
    .optional()
    .meta({ description: 'Where the page ended after redirects; of a private capture until it expires.' }),
  meta_page_title: z
    .string()
    .optional()
    .meta({ description: 'The title of the page; of a private capture until it expires.' }),
  file_hash: z.string().meta({ description: '`sha256:` and the hex digest of the file.' }),
  file_size: pixels('Bytes.'),
  output_width: pixels('Width of the file in pixels.'),
  output_height: pixels('Height of the file in pixels.'),
  captured_at: z.int().min(0).meta({ description: 'When the picture was taken, in Unix seconds.' }),
  render_time_s: z
    .number()
    .meta({ description: 'Seconds from the start of rendering to the finished file.' }),
  timings: z.record(z.string(), z.int().min(0)).meta({ description: 'Milliseconds a phase.' }),
  checks: z
    .record(z.string(), z.union([z.boolean(), z.number(), z.string(), z.null()]))
    .meta({ description: 'What was checked of the picture, by the name of the check.' }),
  consent: z
    .object({
      cmp: z.string().nullable().meta({ description: 'The consent manager; null when none was known.' }),
      action: z.enum(['accept', 'reject']).meta({ description: 'What was asked for.' }),
      result: z.string().meta({ description: 'What came of it.' }),
    })
    .nullable()
    .meta({ description: 'What `dismiss_cookies` did; null when it was not asked for.' }),
});

const published = done.extend({
  image: z.url().meta({ description: 'The file on the static host.' }),
  preview: z.url().meta({ description: 'A WebP of at most 1,280 pixels in width; of a pdf its first page.' }),
});
const held = done.extend({
  download: z.url().meta({ description: 'The only address of the file: GET /capture/{token}/file.' }),
  expires_at: z.int().min(0).meta({ description: 'When the file is deleted, in Unix seconds.' }),
});

/** What GET /capture/{token} answers (contract, "Responses", status). Times are Unix seconds. */
export const captureStatus = z
  .union([
    common
      .extend({ status: status('queued', 'processing'), eta_seconds: etaSeconds })
      .meta({ id: 'StatusPending', description: 'Not done yet.' }),
    common.extend({ status: status('waitlisted'), resets_at: resetsAt }).meta({
      id: 'StatusWaitlisted',
      description: 'On the wait list until the quota starts anew or credits are added.',
    }),
    published.meta({ id: 'StatusDone', description: 'Done; the file is on the static host.' }),
    held.meta({
      id: 'StatusDonePrivate',
      description: 'Done; the file of a private capture or of one with a callback, which is not published.',
    }),
    common
      .extend({
        status: status('failed'),
        error_code: z.enum(renderFailureCodes).meta({ description: 'Why.' }),
        error: z.string().meta({ description: 'What happened and what to try.' }),
      })
      .meta({
        id: 'StatusFailed',
        description:
          'Failed. What it cost is given back, except for `page_unresponsive`, `page_crashed` and `page_too_heavy`, which used their whole time.',
      }),
  ])
  .meta({ id: 'CaptureStatus' });
export type CaptureStatusAnswer = z.output<typeof captureStatus>;

/** Where callers find things; no trailing slashes. */
export interface PublicUrls {
  readonly staticUrl: string;
  readonly apiUrl: string;
}

const presentCallback = (progress: Callback): z.output<typeof callback> => {
  const last = progress.trail.at(-1);
  return {
    state: progress.state,
    attempts: progress.attempts,
    last_attempt_at: last === undefined ? null : seconds(last.at),
    last_result: lastCallbackResult(progress) ?? null,
  };
};

const presentCommon = (one: Capture) => {
  const { options, warnings: sentences } = one;
  const { output, decidedBy } = geometry(options);
  return {
    token: one.token,
    format: options.format,
    viewport_width: options.viewport_width,
    output_size: options.output_size ?? options.viewport_width,
    output_height: output.height ?? null,
    ratio: decidedBy === 'ratio' ? options.ratio : null,
    fullpage: options.fullpage,
    ...(sentences.length > 0 ? { warnings: sentences } : {}),
    ...(one.callback === undefined ? {} : { callback: presentCallback(one.callback) }),
  };
};

const presentPlace = (one: CaptureIn<'done'>, { staticUrl, apiUrl }: PublicUrls) =>
  isHeld(one)
    ? {
        download: `${apiUrl}/capture/${one.token}/file`,
        expires_at: seconds(one.heldUntil ?? one.result.capturedAt),
      }
    : {
        image: `${staticUrl}/${imagePath(one.token, one.options.format)}`,
        preview: `${staticUrl}/${previewPath(one.token)}`,
      };

const presentDone = (
  one: CaptureIn<'done'>,
  page: Page | undefined,
  urls: PublicUrls,
): CaptureStatusAnswer => ({
  ...presentCommon(one),
  status: one.status,
  url: page?.url,
  ...presentPlace(one, urls),
  meta_http_status: one.result.pageStatus,
  meta_final_url: page?.finalUrl,
  meta_page_title: page?.pageTitle,
  file_hash: one.result.fileHash,
  file_size: one.result.fileSize,
  output_width: one.result.outputWidth,
  output_height: one.result.outputHeight,
  captured_at: seconds(one.result.capturedAt),
  render_time_s: one.result.renderSeconds,
  timings: one.result.timings,
  checks: {},
  consent: null,
});

/** What is known of a capture beside its row. */
interface Beside {
  /** Where the page of one that is done is; absent: erased. */
  readonly page?: Page | undefined;
  readonly urls: PublicUrls;
  /** Unix milliseconds. */
  readonly now: number;
}

/** A capture as anyone who holds its token sees it. */
export const presentCapture = (one: Capture, { page, urls, now }: Beside): CaptureStatusAnswer => {
  switch (one.status) {
    case 'parked':
    case 'queued':
      return { ...presentCommon(one), status: 'queued', eta_seconds: secondsUntil(one.dueAt, now) };
    case 'processing':
      return { ...presentCommon(one), status: one.status, eta_seconds: secondsUntil(one.dueAt, now) };
    case 'waitlisted':
      return { ...presentCommon(one), status: one.status, resets_at: seconds(nextMonth(now)) };
    case 'done':
      return presentDone(one, page, urls);
    case 'failed':
      return {
        ...presentCommon(one),
        status: one.status,
        error_code: one.failure,
        error: renderFailures[one.failure],
      };
  }
};
