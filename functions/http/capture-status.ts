import * as z from 'zod';
import type { Capture, CaptureIn } from '../domain/capture.ts';
import { formats, ratios } from '../domain/capture-options.ts';
import { etaSeconds } from '../domain/eta.ts';
import { geometry } from '../domain/geometry.ts';
import { type RenderFailureCode, renderFailures } from '../domain/render-failure.ts';
import { imagePath, previewPath } from '../domain/static-path.ts';

const common = z.object({
  token: z.string(),
  format: z.enum(Object.keys(formats)),
  viewport_width: z.int(),
  output_size: z.int(),
  output_height: z.int().nullable(),
  ratio: z.enum(ratios).nullable(),
  fullpage: z.boolean(),
  warnings: z.array(z.string()).min(1).optional(),
});

/** What GET /capture/{token} answers (contract, "Responses", status). Times are Unix seconds. */
export const captureStatus = z.discriminatedUnion('status', [
  common.extend({ status: z.enum(['queued', 'processing']), eta_seconds: z.int().min(0) }),
  common.extend({
    status: z.literal('done'),
    url: z.string(),
    image: z.url(),
    preview: z.url(),
    meta_http_status: z.int(),
    meta_final_url: z.string(),
    meta_page_title: z.string(),
    file_hash: z.string(),
    file_size: z.int(),
    output_width: z.int(),
    output_height: z.int(),
    captured_at: z.int(),
    render_time_s: z.number(),
    timings: z.record(z.string(), z.int()),
    checks: z.object({}),
    consent: z.null(),
  }),
  common.extend({
    status: z.literal('failed'),
    error_code: z.enum(Object.keys(renderFailures) as [RenderFailureCode, ...RenderFailureCode[]]),
    error: z.string(),
  }),
]);
export type CaptureStatusAnswer = z.output<typeof captureStatus>;

const presentCommon = (one: Capture) => {
  const { options, warnings } = one;
  const { output } = geometry(options);
  return {
    token: one.token,
    format: options.format,
    viewport_width: options.viewport_width,
    output_size: output.width,
    output_height: output.height ?? null,
    // A full page is as high as its document: the ratio decided nothing.
    ratio: options.fullpage ? null : options.ratio,
    fullpage: options.fullpage,
    ...(warnings.length > 0 ? { warnings } : {}),
  };
};

const presentDone = (done: CaptureIn<'done'>, staticUrl: string): CaptureStatusAnswer => ({
  ...presentCommon(done),
  status: done.status,
  url: done.options.url,
  image: `${staticUrl}/${imagePath(done.token, done.options.format)}`,
  preview: `${staticUrl}/${previewPath(done.token)}`,
  meta_http_status: done.result.pageStatus,
  meta_final_url: done.result.finalUrl,
  meta_page_title: done.result.pageTitle,
  file_hash: done.result.fileHash,
  file_size: done.result.fileSize,
  output_width: done.result.outputWidth,
  output_height: done.result.outputHeight,
  captured_at: Math.floor(done.result.capturedAt / 1_000),
  render_time_s: done.result.renderSeconds,
  timings: done.result.timings,
  checks: {},
  consent: null,
});

/** A capture as anyone who holds its token sees it; `staticUrl` has no trailing slash. */
export const presentCapture = (one: Capture, staticUrl: string, now: number): CaptureStatusAnswer => {
  switch (one.status) {
    case 'queued':
    case 'processing':
      return { ...presentCommon(one), status: one.status, eta_seconds: etaSeconds(one.dueAt, now) };
    case 'done':
      return presentDone(one, staticUrl);
    case 'failed':
      return {
        ...presentCommon(one),
        status: one.status,
        error_code: one.failure,
        error: renderFailures[one.failure],
      };
  }
};
