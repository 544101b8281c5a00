import type { CaptureIn } from '../domain/capture.ts';
import type { Log, RenderQueue } from '../ports.ts';

/** Sends a capture that is stored to the render workers. What is not sent now is sent by the sweeper. */
export const handOn = (
  { queue, log }: { readonly queue: RenderQueue; readonly log: Log },
  { token, jobId }: CaptureIn<'queued'>,
): Promise<void> => queue.send(token).catch((error: unknown) => log('capture_not_sent', { jobId, error }));
