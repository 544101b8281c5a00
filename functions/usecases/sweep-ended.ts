import type { Capture, CaptureIn } from '../domain/capture.ts';
import { transition } from '../domain/transition.ts';
import type { CallbackQueue } from '../ports/callback-queue.ts';
import type { Captures } from '../ports/captures.ts';
import type { Clock } from '../ports/clock.ts';
import { type BuryCallbackDependencies, buryCallback } from './bury-callback.ts';
import { type DeleteCaptureDependencies, deleteCapture } from './delete-capture.ts';
import { deleteFiles } from './delete-files.ts';

export interface SweepEndedDependencies extends BuryCallbackDependencies, DeleteCaptureDependencies {
  readonly captures: Pick<Captures, 'delete' | 'move'>;
  readonly callbacks: CallbackQueue;
  readonly now: Clock;
}

/** What was done to captures that have ended. */
export interface EndedCounts {
  expired: number;
  withdrawn: number;
  deleted: number;
  sentOn: number;
  buried: number;
}

/** Deletes the files of a capture, and then writes that they are gone: so long the row says that there are some. */
const erase = async (deps: SweepEndedDependencies, from: Capture, to: Capture): Promise<number> => {
  await deleteFiles(deps, [from]);
  return (await deps.captures.move([{ from, to }])) === 'written' ? 1 : 0;
};

/**
 * Goes on with a capture that has ended: deletes or expires it, takes back what failed attempts have stored, or sees to its
 * callback. True: that is to be looked at again.
 */
export const sweepEnded = async (
  deps: SweepEndedDependencies,
  counts: EndedCounts,
  found: CaptureIn<'done'> | CaptureIn<'failed'>,
): Promise<boolean> => {
  const now = deps.now();
  // What it leaves behind comes before its own end: a dead letter, and that its file is gone.
  const expired = transition(found, { type: 'expired', at: now });
  if (expired !== undefined) {
    counts.expired += await erase(deps, found, expired);
    return false;
  }
  const withdrawn = transition(found, { type: 'withdrawn', at: now });
  if (withdrawn !== undefined) {
    counts.withdrawn += await erase(deps, found, withdrawn);
    return false;
  }
  const { callback } = found;
  if (callback?.unburied === true) {
    await buryCallback(deps, found);
    counts.buried += 1;
    return false;
  }
  if ((found.keptUntil ?? Number.POSITIVE_INFINITY) <= now) {
    await deleteCapture(deps, found);
    counts.deleted += 1;
    return false;
  }
  if (callback?.dueAt === undefined || callback.dueAt > now) return false;
  await deps.callbacks.send([found.token]);
  counts.sentOn += 1;
  return true;
};
