import { type CaptureIn, isHeld } from '../domain/capture.ts';
import { formats } from '../domain/formats.ts';
import { fileName, heldPath } from '../domain/held-path.ts';
import { keptTimes, type Retention } from '../domain/kept-times.ts';
import { imagePath, previewPath } from '../domain/static-path.ts';
import type { Clock } from '../ports/clock.ts';
import type { HeldFiles } from '../ports/held-files.ts';
import type { ImageStore } from '../ports/image-store.ts';
import type { Picture } from '../ports/renderer.ts';

export interface StorePictureDependencies {
  readonly retention: Retention;
  readonly images: Pick<ImageStore, 'put'>;
  readonly held: Pick<HeldFiles, 'put'>;
  readonly now: Clock;
}

/**
 * Stores the files of a capture: picture and preview on the static host, or the picture alone in the private bucket. The
 * preview is made meanwhile; gives what the caller is to know of it.
 */
export const storePicture = async (
  deps: StorePictureDependencies,
  one: CaptureIn<'processing'>,
  picture: Picture,
): Promise<readonly string[]> => {
  const { token } = one;
  const { contentType } = formats[picture.format];
  // No trace of it on the static host, and so no preview.
  if (isHeld(one)) {
    await deps.held.put(heldPath(one), picture.bytes, { contentType, fileName: fileName(one) });
    return [];
  }
  const { keptUntil: until } = keptTimes(one, deps.retention, deps.now());
  const storePreview = async (): Promise<readonly string[]> => {
    const { bytes, warning } = await picture.preview();
    await deps.images.put(previewPath(token), bytes, { contentType: formats.webp.contentType, until });
    return warning === undefined ? [] : [warning];
  };
  // What one of them fails with is told when neither is under way any more, so that what came of both can be taken back.
  const [file, preview] = await Promise.allSettled([
    deps.images.put(imagePath(token, picture.format), picture.bytes, { contentType, until }),
    storePreview(),
  ]);
  if (file.status === 'rejected') throw file.reason;
  if (preview.status === 'rejected') throw preview.reason;
  return preview.value;
};
