import type { Area } from './area.ts';
import type { Pixels } from './pixels.ts';

/** What a frame of the page shows, photographed by itself. */
export interface FramePicture {
  /** Its place among the frames that frameAreas tells of. */
  readonly index: number;
  /** CSS pixels that it had when it was photographed. */
  readonly area: Area;
  readonly pixels: Pixels;
}
