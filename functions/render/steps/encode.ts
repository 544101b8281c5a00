import type { Size } from '../../domain/size.ts';
import { encodePicture, encodePreview } from '../picture/encode.ts';
import type { PictureOptions } from '../picture/picture-format.ts';
import { releasePixels } from '../picture/release-pixels.ts';
import type { Step } from '../step.ts';
import { made } from '../work.ts';

/** Bytes of pixels that are not kept for the time when a small picture is asked for. */
const MANY = 50_000_000;

const bytesOf = ({ width, height }: Size): number => width * height * 3;

/** Writes the file that the caller asked for. The small picture for lists is written while that is being stored. */
export const encode = (options: PictureOptions): Step => ({
  name: 'encode',
  essential: true,
  overdue: 'page_unresponsive',
  share: 1,
  run: async (work) => {
    const photo = made(work, 'photo');
    const { shot, file: size } = made(work, 'size');
    const file =
      photo.jpeg === undefined
        ? await encodePicture(await photo.pixels(), size, options.format)
        : { bytes: photo.jpeg, ...size };
    const encoded = async () => {
      const pixels = await photo.pixels();
      const bytes = await encodePreview(pixels, size, options.format);
      releasePixels(pixels);
      return { bytes };
    };
    let small: ReturnType<typeof encoded> | undefined;
    const preview = () => {
      small ??= encoded();
      return small;
    };
    // A JPEG of the browser's is read for it alone.
    if (photo.jpeg === undefined && Math.max(bytesOf(shot), bytesOf(size)) > MANY) await preview();
    return { file, preview };
  },
});
