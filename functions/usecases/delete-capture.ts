import type { CaptureIn } from '../domain/capture.ts';
import type { Captures } from '../ports/captures.ts';
import { type DeleteFilesDependencies, deleteFiles } from './delete-files.ts';
import { countFiles } from './erased-counts.ts';

export interface DeleteCaptureDependencies extends DeleteFilesDependencies {
  readonly captures: Pick<Captures, 'delete'>;
}

/**
 * Deletes a capture that has ended: first its files, so that a row is left to find them by, then the row. A failed one may
 * have files too, of an attempt that came too late. Gives how many it is known to have had.
 */
export const deleteCapture = async (
  deps: DeleteCaptureDependencies,
  ended: CaptureIn<'done'> | CaptureIn<'failed'>,
): Promise<{ readonly files: number }> => {
  if (ended.attempt > 0) await deleteFiles(deps, [ended]);
  await deps.captures.delete(ended);
  return { files: countFiles([ended]) };
};
