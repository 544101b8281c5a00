import type { Capture } from '../domain/capture.ts';
import { resultFiles } from '../domain/result-files.ts';
import type { HeldFiles } from '../ports/held-files.ts';
import type { ImageStore } from '../ports/image-store.ts';

export interface DeleteFilesDependencies {
  readonly images: Pick<ImageStore, 'delete'>;
  readonly held: Pick<HeldFiles, 'delete'>;
}

/** Deletes the files of captures, at most 500, wherever they lie; one that is not there is no error. */
export const deleteFiles = async (
  { images, held }: DeleteFilesDependencies,
  captures: readonly Capture[],
): Promise<void> => {
  const files = captures.map(resultFiles);
  const hosted = files.flatMap((of) => of.hosted);
  const privately = files.flatMap((of) => of.held);
  await Promise.all([
    hosted.length > 0 && images.delete(hosted),
    privately.length > 0 && held.delete(privately),
  ]);
};
