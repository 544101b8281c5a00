import { type Callback, lastCallbackResult, shownCallback } from '../domain/callback.ts';
import { type Capture, type CaptureIn, isHeld } from '../domain/capture.ts';
import type { Consent } from '../domain/consent.ts';
import { etaSeconds } from '../domain/eta.ts';
import { geometry } from '../domain/geometry.ts';
import { nextRelease } from '../domain/next-release.ts';
import { renderFailures } from '../domain/render-failure.ts';
import { imagePath, previewPath } from '../domain/static-path.ts';
import type { Page } from '../usecases/open-page.ts';
import type { CaptureStatusAnswer } from './capture-status.ts';

const seconds = (milliseconds: number): number => Math.floor(milliseconds / 1_000);

/** Where callers find things; no trailing slashes. */
export interface PublicUrls {
  readonly staticUrl: string;
  readonly apiUrl: string;
}

const presentCallback = (progress: Callback, now: number): NonNullable<CaptureStatusAnswer['callback']> => {
  const shown = shownCallback(progress, now);
  const last = shown.trail.at(-1);
  return {
    state: shown.state,
    attempts: shown.attempts,
    last_attempt_at: last === undefined ? null : seconds(last.at),
    last_result: lastCallbackResult(shown) ?? null,
  };
};

const presentCommon = (one: Capture, now: number) => {
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
    ...(one.callback === undefined ? {} : { callback: presentCallback(one.callback, now) }),
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

const presentConsent = (found: Consent | undefined) =>
  found === undefined ? null : { ...found, cmp: found.cmp ?? null };

/** What is known of a capture beside its row. */
interface Beside {
  /** Where the page of one that is done is; absent: erased. */
  readonly page?: Page | undefined;
  readonly urls: PublicUrls;
  /** Unix milliseconds. */
  readonly now: number;
}

const presentDone = (one: CaptureIn<'done'>, { page, urls, now }: Beside): CaptureStatusAnswer => ({
  ...presentCommon(one, now),
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
  checks: one.result.checks ?? {},
  consent: presentConsent(one.result.consent),
});

/** A capture as anyone who holds its token sees it. */
export const presentCapture = (one: Capture, beside: Beside): CaptureStatusAnswer => {
  const { now } = beside;
  switch (one.status) {
    case 'parked':
    case 'queued':
      return { ...presentCommon(one, now), status: 'queued', eta_seconds: etaSeconds(one.dueAt, now) };
    case 'processing':
      return { ...presentCommon(one, now), status: one.status, eta_seconds: etaSeconds(one.dueAt, now) };
    case 'waitlisted':
      return { ...presentCommon(one, now), status: one.status, resets_at: seconds(nextRelease(one, now)) };
    case 'done':
      return presentDone(one, beside);
    case 'failed':
      return {
        ...presentCommon(one, now),
        status: one.status,
        error_code: one.failure,
        error: renderFailures[one.failure],
      };
  }
};
