import type { Area } from '../../domain/area.ts';
import type { Size } from '../../domain/size.ts';
import type { Pixels } from '../pixels.ts';

/** What a frame of the page shows, photographed by itself. */
export interface IframePicture {
  /** Its place among the frames that frameAreas tells of. */
  readonly index: number;
  /** CSS pixels that the frame had when it was photographed. */
  readonly frame: Size;
  /** The part of it that was, from its corner: what the picture shows of it. */
  readonly part: Area;
  readonly pixels: Pixels;
}
