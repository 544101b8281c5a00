import type { Size } from '../../domain/size.ts';
import { outerSize } from './frame.ts';
import { type FrameName, frames } from './frames.ts';

/** The size in pixels of a picture with its frame, of which a unit has `density` pixels in each direction. */
export const framedSize = (name: FrameName, { width, height }: Size, density: number): Size => {
  const page = { width: width / density, height: height / density, host: '' };
  const { margin } = frames[name](page);
  const outer = outerSize(page, margin);
  return { width: outer.width * density, height: outer.height * density };
};
