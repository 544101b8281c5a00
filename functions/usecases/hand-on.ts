import type { CaptureIn } from '../domain/capture.ts';
import type { Lane } from '../domain/lane-of.ts';
import type { Log } from '../ports/log.ts';
import type { RenderQueue } from '../ports/render-queue.ts';

/** Sends captures that are stored to the render workers. What is not sent now is sent by the sweeper. */
export const handOn = (
  { queue, log }: { readonly queue: RenderQueue; readonly log: Log },
  queued: readonly CaptureIn<'queued'>[],
  lane: Lane,
): Promise<void> =>
  queue
    .send(
      queued.map(({ token }) => token),
      lane,
    )
    .catch((error: unknown) => {
      for (const { jobId } of queued) log('capture_not_sent', { jobId, error });
    });
