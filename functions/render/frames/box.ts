import type { Size } from '../../domain/size.ts';

/** A rectangle. */
export interface Box extends Size {
  readonly x: number;
  readonly y: number;
}

/** The box with `by` more at each side. */
export const grown = ({ x, y, width, height }: Box, by: number): Box => ({
  x: x - by,
  y: y - by,
  width: width + 2 * by,
  height: height + 2 * by,
});
