import { createHash } from 'node:crypto';
import {
  type Capture,
  type CaptureIn,
  type CaptureResult,
  type ChargedCapture,
  hasEnded,
} from '../domain/capture.ts';
import { isRefunded } from '../domain/charge.ts';
import { firstGuess } from '../domain/eta.ts';
import { formats } from '../domain/formats.ts';
import { RenderFailure } from '../domain/render-failure.ts';
import { imagePath, previewPath } from '../domain/static-path.ts';
import { CAPTURE_SECONDS, LEASE_SECONDS, RETRY_SECONDS } from '../domain/time-limits.ts';
import { type CaptureEvent, transition } from '../domain/transition.ts';
import type { Captures, Clock, ImageStore, Log, Picture, Renderer, RenderLoad } from '../ports.ts';

export interface RenderCaptureDependencies {
  readonly captures: Captures;
  readonly images: ImageStore;
  readonly load: RenderLoad;
  readonly renderer: Renderer;
  readonly now: Clock;
  readonly log: Log;
}

// A waitlisted capture is not to be rendered, whatever a message says.
const isOpen = (one: Capture): one is CaptureIn<'queued' | 'processing'> =>
  one.status !== 'waitlisted' && !hasEnded(one);

/** What the queue has to do with the message: forget it, or deliver it again in so many seconds. */
export type RenderOutcome = 'settled' | { readonly againIn: number };

// Stores what the event makes of the capture. Undefined: it does not apply, or the row is not what was read.
const advance = async (
  deps: RenderCaptureDependencies,
  from: Capture,
  event: CaptureEvent,
): Promise<ChargedCapture | undefined> => {
  const next = transition(from, event);
  if (next === undefined) return undefined;
  const refund = next.status === 'failed' && isRefunded(next.failure);
  if (!(await deps.captures.replace(from, next, refund))) return undefined;
  if (next.status === 'failed') deps.log('capture_failed', { jobId: next.jobId, code: next.failure });
  return next;
};

const claim = (
  deps: RenderCaptureDependencies,
  found: CaptureIn<'queued' | 'processing'>,
): Promise<ChargedCapture | undefined> => {
  const at = deps.now();
  // Nothing is before it any more: what is left is its own time.
  const dueAt = Math.min(found.dueAt, at + (found.options.wait_time + firstGuess.renderSeconds) * 1_000);
  return advance(deps, found, { type: 'claimed', at, dueAt, leaseUntil: at + LEASE_SECONDS * 1_000 });
};

const store = async (deps: RenderCaptureDependencies, token: string, picture: Picture): Promise<void> => {
  const { contentType } = formats[picture.format];
  await Promise.all([
    deps.images.put(imagePath(token, picture.format), picture.bytes, contentType),
    deps.images.put(previewPath(token), picture.preview, formats.webp.contentType),
  ]);
};

const resultOf = (picture: Picture, timings: Record<string, number>, renderMs: number): CaptureResult => ({
  outputWidth: picture.width,
  outputHeight: picture.height,
  fileSize: picture.bytes.byteLength,
  fileHash: `sha256:${createHash('sha256').update(picture.bytes).digest('hex')}`,
  capturedAt: picture.capturedAt,
  renderSeconds: renderMs / 1_000,
  timings,
  pageStatus: picture.pageStatus,
  finalUrl: picture.finalUrl,
  pageTitle: picture.pageTitle,
});

const attempt = async (
  deps: RenderCaptureDependencies,
  held: CaptureIn<'processing'>,
): Promise<CaptureEvent & { readonly type: 'finished' }> => {
  const claimedAt = deps.now();
  const seconds = CAPTURE_SECONDS + held.options.wait_time;
  const picture = await deps.renderer.render(held.options, { deadline: claimedAt + seconds * 1_000 });
  const renderedAt = deps.now();
  await store(deps, held.token, picture);
  const storedAt = deps.now();
  const timings = {
    queued: claimedAt - held.createdAt,
    ...picture.timings,
    store: storedAt - renderedAt,
  };
  return {
    type: 'finished',
    result: resultOf(picture, timings, renderedAt - claimedAt),
    warnings: picture.warnings,
  };
};

const failureEvent = (deps: RenderCaptureDependencies, held: Capture, error: unknown): CaptureEvent => {
  const failure = error instanceof RenderFailure ? error.code : 'internal';
  deps.log('attempt_failed', { jobId: held.jobId, attempt: held.attempt, code: failure, error });
  return { type: 'attempt_failed', failure, at: deps.now() };
};

const noteDone = async (
  deps: RenderCaptureDependencies,
  { jobId, attempt, result, options }: CaptureIn<'done'>,
): Promise<void> => {
  deps.log('capture_done', { jobId, attempt, seconds: result.renderSeconds });
  const busySeconds = result.renderSeconds;
  const renderSeconds = Math.max(0, busySeconds - options.wait_time);
  // An estimate is not worth a capture that is done.
  await deps.load
    .observe({ busySeconds, renderSeconds })
    .catch((error: unknown) => deps.log('load_not_noted', { error }));
};

// The message is the shortest way back to a capture that has not ended, before the sweeper finds it: it is forgotten only
// once that is read in the row, whatever this delivery believes to have written.
const outcome = async (deps: RenderCaptureDependencies, token: string): Promise<RenderOutcome> => {
  const row = await deps.captures.get(token);
  if (row === undefined || !isOpen(row)) return 'settled';
  if (row.status === 'queued') return { againIn: RETRY_SECONDS };
  return { againIn: Math.max(RETRY_SECONDS, Math.ceil((row.leaseUntil - deps.now()) / 1_000)) };
};

/**
 * Renders one capture for one delivery of its message: claims it, renders, stores the files, and only then turns it
 * `done`. A delivery that finds the capture ended settles without rendering; one that finds it held by another attempt
 * comes back when that attempt's lease has run out.
 */
export const renderCapture = async (
  deps: RenderCaptureDependencies,
  token: string,
): Promise<RenderOutcome> => {
  const found = await deps.captures.get(token);
  if (found === undefined || !isOpen(found)) return 'settled';
  const held = await claim(deps, found);
  if (held?.status !== 'processing') return outcome(deps, token);
  const event = await attempt(deps, held).catch((error: unknown) => failureEvent(deps, held, error));
  const next = await advance(deps, held, event);
  if (next === undefined || next.status === 'queued') return outcome(deps, token);
  if (next.status === 'done') await noteDone(deps, next);
  return 'settled';
};
