import { createHash } from 'node:crypto';
import { type Capture, type CaptureIn, hasEnded } from '../domain/capture.ts';
import { ownDuration } from '../domain/eta.ts';
import { keptTimes } from '../domain/kept-times.ts';
import { allPhases, OTHER_VISIT } from '../domain/phases.ts';
import { RenderFailure } from '../domain/render-failure.ts';
import {
  CAPTURE_SECONDS,
  LEASE_SECONDS,
  RENDER_FUNCTION_SECONDS,
  RETRY_SECONDS,
} from '../domain/time-limits.ts';
import { type CaptureEvent, transition } from '../domain/transition.ts';
import { type Captures, MOVED_AT_ONCE } from '../ports/captures.ts';
import type { HeldFiles } from '../ports/held-files.ts';
import type { ImageStore } from '../ports/image-store.ts';
import type { RenderLoad } from '../ports/render-load.ts';
import type { Picture, Renderer } from '../ports/renderer.ts';
import { type OpenCaptureDependencies, openCapture } from './open-capture.ts';
import { type StorePictureDependencies, storePicture } from './store-picture.ts';
import type { TakeUpDependencies } from './take-up.ts';
import { tryTakeUp } from './try-take-up.ts';
import { whereabouts } from './whereabouts.ts';
import { type WithdrawFilesDependencies, withdrawFiles } from './withdraw-files.ts';

export interface RenderCaptureDependencies
  extends TakeUpDependencies,
    OpenCaptureDependencies,
    StorePictureDependencies,
    WithdrawFilesDependencies {
  readonly captures: Captures;
  readonly images: ImageStore;
  readonly held: Pick<HeldFiles, 'put' | 'delete'>;
  readonly load: RenderLoad;
  readonly renderer: Renderer;
}

// One that waits for its allowance or for a slot is not to be rendered, whatever a message says.
const isOpen = (one: Capture): one is CaptureIn<'queued' | 'processing'> =>
  one.status === 'queued' || one.status === 'processing';

/** What the queue has to do with the message: forget it, or deliver it again in so many seconds. */
export type RenderOutcome = 'settled' | { readonly againIn: number };

// Stores what the event makes of the capture. Undefined: it does not apply, or the row is not what was read.
const advance = async (
  deps: RenderCaptureDependencies,
  from: Capture,
  event: CaptureEvent,
): Promise<Capture | undefined> => {
  const after = transition(from, event);
  if (after === undefined) return undefined;
  const next = hasEnded(after) ? { ...after, ...keptTimes(after, deps.retention, deps.now()) } : after;
  if ((await deps.captures.move([{ from, to: next }])) !== 'written') return undefined;
  if (next.status === 'failed') deps.log('capture_failed', { jobId: next.jobId, code: next.failure });
  return next;
};

const claim = (
  deps: RenderCaptureDependencies,
  found: CaptureIn<'queued' | 'processing'>,
): Promise<Capture | undefined> => {
  const at = deps.now();
  // Nothing is before it any more: what is left is its own time.
  const dueAt = Math.min(found.dueAt, at + ownDuration(found.options.wait_time));
  return advance(deps, found, { type: 'claimed', at, dueAt, leaseUntil: at + LEASE_SECONDS * 1_000 });
};

const resultOf = (picture: Picture, timings: Record<string, number>, renderMs: number) => ({
  outputWidth: picture.width,
  outputHeight: picture.height,
  fileSize: picture.bytes.byteLength,
  fileHash: `sha256:${createHash('sha256').update(picture.bytes).digest('hex')}`,
  capturedAt: picture.capturedAt,
  renderSeconds: renderMs / 1_000,
  timings,
  pageStatus: picture.pageStatus,
  checks: picture.checks,
  consent: picture.consent,
});

const attempt = async (
  deps: RenderCaptureDependencies,
  held: CaptureIn<'processing'>,
): Promise<CaptureEvent & { readonly type: 'finished' }> => {
  const claimedAt = deps.now();
  const seconds = CAPTURE_SECONDS + held.options.wait_time;
  const opened = await openCapture(deps, held);
  const openedAt = deps.now();
  const picture = await deps.renderer.render(
    { ...held.options, url: opened.page.url },
    { deadline: claimedAt + seconds * 1_000, inputs: opened.inputs, isPrivate: held.private },
  );
  const renderedAt = deps.now();
  const told = await storePicture(deps, held, picture);
  const storedAt = deps.now();
  const timings = allPhases({
    queued: claimedAt - held.createdAt,
    claimed: openedAt - claimedAt,
    ...picture.timings,
    store: storedAt - renderedAt,
  });
  const { result, sealed } = whereabouts(held, opened, picture);
  return {
    type: 'finished',
    result: { ...resultOf(picture, timings, renderedAt - claimedAt), ...result },
    warnings: [...picture.warnings, ...told],
    at: storedAt,
    sealed,
  };
};

const failureEvent = (deps: RenderCaptureDependencies, held: Capture, error: unknown): CaptureEvent => {
  const failure = error instanceof RenderFailure ? error.code : 'internal';
  deps.log('attempt_failed', { jobId: held.jobId, attempt: held.attempt, code: failure, error });
  return { type: 'attempt_failed', failure, at: deps.now() };
};

const noteDone = async (
  deps: RenderCaptureDependencies,
  { jobId, attempt, createdAt, result, options }: CaptureIn<'done'>,
): Promise<void> => {
  deps.log('capture_done', { jobId, attempt, seconds: result.renderSeconds });
  // A clock that was put right meanwhile must not spoil the estimates of all that follows.
  const busySeconds = Math.min(Math.max(0, result.renderSeconds), RENDER_FUNCTION_SECONDS);
  // Each visit of the page waits as long.
  const visits = OTHER_VISIT in result.timings ? 2 : 1;
  const renderSeconds = Math.max(0, busySeconds - options.wait_time * visits);
  // An estimate is not worth a capture that is done.
  await deps.load
    .observe({ busySeconds, renderSeconds }, createdAt)
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

/** Whether the end of a capture gave back what it had cost. */
const hasGivenBack = async ({ captures }: RenderCaptureDependencies, token: string): Promise<boolean> => {
  const row = await captures.get(token);
  return row?.status === 'failed' && row.refunded;
};

const isToBeWithdrawn = (one: Capture): boolean => one.status === 'failed' && one.withdrawAt !== undefined;

const renderOpen = async (
  deps: RenderCaptureDependencies,
  found: CaptureIn<'queued' | 'processing'>,
): Promise<RenderOutcome> => {
  const held = await claim(deps, found);
  // The worker that had the last attempt died, perhaps with the files in their places.
  if (held !== undefined && isToBeWithdrawn(held)) await withdrawFiles(deps, held);
  if (held?.status !== 'processing') return outcome(deps, found.token);
  const event = await attempt(deps, held).catch((error: unknown) => failureEvent(deps, held, error));
  const next = await advance(deps, held, event);
  const isLeft = next === undefined ? event.type === 'finished' : isToBeWithdrawn(next);
  if (isLeft) await withdrawFiles(deps, held);
  if (next === undefined || next.status === 'queued') return outcome(deps, found.token);
  if (next.status === 'done') await noteDone(deps, next);
  return 'settled';
};

/** How often the message of a capture that has ended comes back for its account's next ones. */
const TAKE_UP_TRIES = 4;

/**
 * Renders one capture for one delivery of its message, the `receives`th of it: claims it, renders, stores the files, and
 * only then turns it `done`; then the account's next captures go on. A delivery that finds the capture ended settles
 * without rendering; one that finds it held by another attempt comes back when that attempt's lease has run out.
 */
export const renderCapture = async (
  deps: RenderCaptureDependencies,
  token: string,
  receives = 1,
): Promise<RenderOutcome> => {
  const found = await deps.captures.get(token);
  if (found === undefined) return 'settled';
  const result = isOpen(found) ? await renderOpen(deps, found) : 'settled';
  if (result !== 'settled') return result;
  // Also where it had ended before: the worker that ended it may have died on this line.
  // No more of the wait list than a page: the next end goes on with it.
  const { isShort, couldRelease } = await tryTakeUp(deps, found.accountId, { most: MOVED_AT_ONCE });
  // What has just been given back is there for the wait list, which may not show yet what began to wait a moment ago.
  const isLeft = isShort || (couldRelease && (await hasGivenBack(deps, token)));
  // The message is the shortest way to try that once more, later each time; after that it is left to the sweeper.
  return isLeft && receives <= TAKE_UP_TRIES ? { againIn: RETRY_SECONDS * 2 ** (receives - 1) } : 'settled';
};
