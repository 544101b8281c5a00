import type { Area } from '../../domain/area.ts';
import type { Size } from '../../domain/size.ts';
import type { Pixels } from '../pixels.ts';
import type { IframePicture } from './iframe-picture.ts';

/** What of the document a picture shows, from where that begins, and its device pixels a CSS pixel. */
interface View {
  readonly area: Area;
  readonly scale: number;
}

/** A frame that has another size by now shows something else. */
const isSame = (one: Size, other: Size): boolean =>
  Math.abs(one.width - other.width) < 1 && Math.abs(one.height - other.height) < 1;

/**
 * Puts pictures of frames to where the frames are by now in a picture of the page, which is changed. Gives whether that went
 * for all that are still there.
 */
export const pasteFrames = (
  page: Pixels,
  { area, scale }: View,
  pictures: readonly IframePicture[],
  areas: readonly (Area | undefined)[],
): boolean => {
  let isWhole = true;
  for (const { index, frame, part, pixels } of pictures) {
    const now = areas[index];
    if (now === undefined) continue;
    if (!isSame(now, frame)) {
      isWhole = false;
      continue;
    }
    const left = Math.round((Math.floor(now.x + part.x) - area.x) * scale);
    const top = Math.round((Math.floor(now.y + part.y) - area.y) * scale);
    const [first, last] = [Math.max(0, -left), Math.min(pixels.width, page.width - left)];
    for (let y = Math.max(0, -top); y < Math.min(pixels.height, page.height - top); y += 1) {
      const row = pixels.data.subarray(
        (y * pixels.width + first) * pixels.channels,
        (y * pixels.width + last) * pixels.channels,
      );
      page.data.set(row, ((y + top) * page.width + left + first) * page.channels);
    }
  }
  return isWhole;
};
