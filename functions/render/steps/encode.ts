import { encodePicture } from '../encode.ts';
import type { PictureOptions } from '../picture-format.ts';
import type { Step } from '../step.ts';
import { made } from '../work.ts';

/** Writes the file that the caller asked for. */
export const encode = (options: PictureOptions): Step => ({
  name: 'encode',
  essential: true,
  overdue: 'page_unresponsive',
  share: 1,
  run: async (work) => ({
    file: await encodePicture(made(work, 'pixels'), made(work, 'size').file, options.format),
  }),
});
