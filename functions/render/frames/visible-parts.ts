import type { Size } from '../../domain/size.ts';
import type { Box } from './box.ts';

/** Rows that are drawn at a time: bounds what a frame takes of memory beside its own pixels. */
const STRIP_ROWS = 1_024;

const strips = ({ x, y, width, height }: Box): Box[] =>
  Array.from({ length: Math.ceil(height / STRIP_ROWS) }, (_, index) => {
    const from = index * STRIP_ROWS;
    return { x, y: y + from, width, height: Math.min(STRIP_ROWS, height - from) };
  });

/** All of a frame but what its picture covers, as boxes to draw one by one: of a long picture that is very little. */
export const visibleParts = ({ width, height }: Size, covered: Box): Box[] => {
  const right = covered.x + covered.width;
  const bottom = covered.y + covered.height;
  const beside = { y: covered.y, height: covered.height };
  return [
    { x: 0, y: 0, width, height: covered.y },
    { x: 0, width: covered.x, ...beside },
    { x: right, width: width - right, ...beside },
    { x: 0, y: bottom, width, height: height - bottom },
  ]
    .filter((part) => part.width > 0 && part.height > 0)
    .flatMap(strips);
};
