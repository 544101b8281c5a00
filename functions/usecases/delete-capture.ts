import type { CaptureIn } from '../domain/capture.ts';
import { imagePath, previewPath } from '../domain/static-path.ts';
import type { Captures } from '../ports/captures.ts';
import type { ImageStore } from '../ports/image-store.ts';

export interface DeleteCaptureDependencies {
  readonly captures: Pick<Captures, 'delete'>;
  readonly images: Pick<ImageStore, 'delete'>;
}

/**
 * Deletes a capture that has ended: first its files, so that a row is left to find them by, then the row. A failed one may
 * have files too, of an attempt that came too late. Gives how many it is known to have had.
 */
export const deleteCapture = async (
  { captures, images }: DeleteCaptureDependencies,
  ended: CaptureIn<'done'> | CaptureIn<'failed'>,
): Promise<{ readonly files: number }> => {
  const { token, options } = ended;
  const files = [imagePath(token, options.format), previewPath(token)];
  if (ended.attempt > 0) await images.delete(files);
  await captures.delete(ended);
  return { files: ended.status === 'done' ? files.length : 0 };
};
