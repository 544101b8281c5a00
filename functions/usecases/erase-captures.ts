import { type Capture, type CaptureIn, hasEnded } from '../domain/capture.ts';
import { transition } from '../domain/transition.ts';
import type { AccountEraser } from '../ports/account-eraser.ts';
import type { Captures } from '../ports/captures.ts';
import type { Clock } from '../ports/clock.ts';
import { capturesOfAccount } from './captures-of-account.ts';
import { type DeleteFilesDependencies, deleteFiles } from './delete-files.ts';
import { countFiles, type ErasedCounts } from './erased-counts.ts';
import { sideBySide } from './side-by-side.ts';

export interface EraseCapturesDependencies extends DeleteFilesDependencies {
  readonly captures: Pick<Captures, 'getAll' | 'listOf' | 'delete'>;
  readonly eraser: Pick<AccountEraser, 'end'>;
  readonly now: Clock;
}

/** Rows that are written or deleted side by side. */
const WIDTH = 16;

type Ended = CaptureIn<'done'> | CaptureIn<'failed'>;

/** Until when a worker may still put files of it, in Unix milliseconds: who cancels a capture does not stop that. */
const quietFrom = (one: Ended): number => (one.status === 'failed' ? (one.withdrawAt ?? 0) : 0);

/** The page with its open captures canceled; one that went on at the same moment is left out, for the next round. */
const endOpen = async (
  { eraser, now }: EraseCapturesDependencies,
  page: readonly Capture[],
  counts: ErasedCounts,
): Promise<Ended[]> => {
  const ended: Ended[] = page.filter(hasEnded);
  const open = page.filter((one) => !hasEnded(one));
  await sideBySide(open, WIDTH, async (from) => {
    const to = transition(from, { type: 'canceled', at: now() });
    if (to?.status !== 'failed' || !(await eraser.end({ from, to }))) return;
    ended.push(to);
    counts.canceled += 1;
  });
  return ended;
};

/** Cancels what is open and deletes what nobody can write files of any more; gives when the rest can be, if there is any. */
export const eraseCaptures = async (
  deps: EraseCapturesDependencies,
  accountId: string,
  counts: ErasedCounts,
): Promise<number | undefined> => {
  let again: number | undefined;
  for await (const page of capturesOfAccount(deps, accountId)) {
    const ended = await endOpen(deps, page, counts);
    const now = deps.now();
    if (ended.length < page.length) again = Math.max(again ?? 0, now);
    for (const one of ended) {
      const quietAt = quietFrom(one);
      if (quietAt > now) again = Math.max(again ?? 0, quietAt);
    }
    const quiet = ended.filter((one) => quietFrom(one) <= now);
    // The rows last: they are what the files are found by. Whatever one ended in: a worker may have put files and failed.
    await deleteFiles(deps, quiet);
    await sideBySide(quiet, WIDTH, async (one) => {
      await deps.captures.delete(one);
    });
    counts.captures += quiet.length;
    counts.files += countFiles(quiet);
  }
  return again;
};
