import { encodePicture, encodePreview } from '../picture/encode.ts';
import type { PictureOptions } from '../picture/picture-format.ts';
import type { Step } from '../step.ts';
import { made } from '../work.ts';

/** Writes the file that the caller asked for. The small picture for lists is written while that is being stored. */
export const encode = (options: PictureOptions): Step => ({
  name: 'encode',
  essential: true,
  overdue: 'page_unresponsive',
  share: 1,
  run: async (work) => {
    const photo = made(work, 'photo');
    const { file: size } = made(work, 'size');
    const file =
      photo.jpeg === undefined
        ? await encodePicture(await photo.pixels(), size, options.format)
        : { bytes: photo.jpeg, ...size };
    const preview = async () => ({
      bytes: await encodePreview(await photo.pixels(), size, options.format),
    });
    return { file, preview };
  },
});
