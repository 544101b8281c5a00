import * as z from 'zod';
import { checks } from '../domain/checks.ts';
import { consentActions, consentResults, consent as keptConsent } from '../domain/consent.ts';
import { formatNames } from '../domain/formats.ts';
import { OTHER_VISIT } from '../domain/phases.ts';
import { ratios } from '../domain/ratios.ts';
import { renderFailureCodes } from '../domain/render-failure.ts';
import { etaSeconds, resetsAt, token, warnings } from './answer-fields.ts';

const status = <const Names extends readonly [string, ...string[]]>(...names: Names) =>
  z.enum(names).meta({ description: 'How the capture stands.' });
const pixels = (description: string) => z.int().min(0).meta({ description });

const meaningOfResults = Object.entries(consentResults)
  .map(([result, meaning]) => `\`${result}\`: ${meaning}.`)
  .join(' ');

const callback = z
  .object({
    state: z.enum(['pending', 'delivered', 'failed']).meta({ description: 'Failed: given up.' }),
    attempts: z.int().min(0).meta({ description: 'Attempts so far.' }),
    last_attempt_at: z.int().min(0).nullable().meta({ description: 'Unix seconds.' }),
    last_result: z
      .string()
      .nullable()
      .meta({
        description:
          '`http` and the status of the answer, or `unreachable`, which is told six seconds after the attempt began at the earliest.',
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
  output_width: pixels('Width of the file in pixels; of a pdf that of its paper in CSS pixels, 96 an inch.'),
  output_height: pixels('Height of the file in pixels; of a pdf that of its paper in CSS pixels.'),
  captured_at: z.int().min(0).meta({ description: 'When the picture was taken, in Unix seconds.' }),
  render_time_s: z
    .number()
    .meta({ description: 'Seconds from the start of rendering to the finished file.' }),
  timings: z.record(z.string(), z.int().min(0)).meta({
    description: `Milliseconds a phase. \`${OTHER_VISIT}\` is a whole visit: the page was looked at twice, for frames as sharp as the rest.`,
  }),
  checks: checks.meta({ description: 'What was checked of the picture, by the name of the check.' }),
  consent: z
    .object({
      cmp: z
        .string()
        .nullable()
        .meta({ description: 'The consent manager; null when it is none that is known.' }),
      action: z.enum(consentActions).meta({ description: 'What was asked for.' }),
      result: keptConsent.shape.result.meta({ description: `What came of it. ${meaningOfResults}` }),
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
