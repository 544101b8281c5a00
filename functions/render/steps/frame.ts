import { framePicture } from '../frames/frame-picture.ts';
import { type FrameName, frames } from '../frames/frames.ts';
import { resampled } from '../picture/encode.ts';
import { photoOf } from '../picture/photo.ts';
import { releasePixels } from '../picture/release-pixels.ts';
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
    const shot = await made(work, 'photo').pixels();
    const picture = await resampled(shot, made(work, 'size').picture);
    if (picture !== shot) releasePixels(shot);
    const framed = await framePicture(picture, frames[name], { address, density, mark: work.mark });
    releasePixels(picture);
    return { photo: photoOf(framed) };
  },
});
