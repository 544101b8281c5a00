import { framePicture } from '../frames/frame-picture.ts';
import { type FrameName, frames } from '../frames/frames.ts';
import { resampled } from '../picture/encode.ts';
import { photoOf } from '../picture/photo.ts';
import type { Step } from '../step.ts';
import { made } from '../work.ts';

/** Draws a frame around what was photographed, at the size that it has in the file. */
export const frame = (name: FrameName): Step => ({
  name: 'frame',
  essential: true,
  overdue: 'page_unresponsive',
  share: 1,
  run: async (work) => {
    const address = new URL(made(work, 'tab').document.shown().url);
    const { density } = work.geometry;
    const picture = await resampled(await made(work, 'photo').pixels(), made(work, 'size').picture);
    const framed = await framePicture(picture, frames[name], { address, density, mark: work.mark });
    return { photo: photoOf(framed) };
  },
});
