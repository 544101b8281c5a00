import type { Capture } from '../domain/capture.ts';
import type { Captures } from '../ports/captures.ts';
import type { Log } from '../ports/log.ts';
import { type DeleteFilesDependencies, deleteFiles } from './delete-files.ts';

export interface WithdrawFilesDependencies extends DeleteFilesDependencies {
  readonly captures: Pick<Captures, 'get'>;
  readonly log: Log;
}

/**
 * Takes back the files that attempts of a capture may have stored which is not done: this one, that came too late or failed
 * at the last, such as after a cancellation, or one that died before. Another attempt's stay.
 */
export const withdrawFiles = async (
  { captures, images, held, log }: WithdrawFilesDependencies,
  one: Capture,
): Promise<void> => {
  const { token, jobId } = one;
  try {
    const row = await captures.get(token);
    if (row !== undefined && row.status !== 'failed') return;
    await deleteFiles({ images, held }, [one]);
  } catch (error) {
    log('files_not_withdrawn', { jobId, error });
  }
};
