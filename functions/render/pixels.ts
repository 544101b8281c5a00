import type { Size } from '../domain/size.ts';

/** A picture in memory: rows of 8-bit sRGB red, green, blue and, with 4 channels, alpha (not multiplied); no gaps. */
export interface Pixels extends Size {
  readonly data: Uint8Array;
  readonly channels: 3 | 4;
}
