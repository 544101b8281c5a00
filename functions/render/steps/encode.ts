import { encodePicture, encodePreview } from '../encode.ts';
import type { PictureOptions } from '../picture-format.ts';
import type { Step } from '../step.ts';
import { made } from '../work.ts';

/** Writes the file that the caller asked for and, beside it, the small picture for lists. */
export const encode = (options: PictureOptions): Step => ({
  name: 'encode',
  essential: true,
  overdue: 'page_unresponsive',
  share: 1,
  run: async (work) => {
    const pixels = made(work, 'pixels');
    const { file: size } = made(work, 'size');
    const [file, preview] = await Promise.all([
      encodePicture(pixels, size, options.format),
      encodePreview(pixels, size),
    ]);
    return { file, preview };
  },
});
