import type { CaptureOptions } from '../../domain/capture-options.ts';
import { encodePicture } from '../encode.ts';
import { pictureFormat } from '../picture-format.ts';
import type { Step } from '../step.ts';
import { made } from '../work.ts';

/** Writes the file that the caller asked for. */
export const encode = (options: CaptureOptions): Step => ({
  name: 'encode',
  essential: true,
  overdue: 'page_unresponsive',
  share: 1,
  run: async (work) => ({
    file: await encodePicture(made(work, 'pixels'), made(work, 'size').file, pictureFormat(options.format)),
  }),
});
