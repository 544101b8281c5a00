import type { DecodedPicture } from '../decode-picture.ts';
import { CELL } from '../pages/fonts.ts';
import type { Check } from './shot.ts';

const inkOf = (picture: DecodedPicture, cell: number): string => {
  const rows: string[] = [];
  for (let y = 0; y < CELL; y += 1) {
    let row = '';
    for (let x = cell * CELL; x < (cell + 1) * CELL; x += 1) row += picture.at(x, y)[1] < 128 ? '1' : '0';
    rows.push(row);
  }
  return rows.join('\n');
};

const isCell = (picture: DecodedPicture, cell: number): boolean =>
  (cell + 1) * CELL <= picture.width && CELL <= picture.height;

/**
 * Each of the first `count` cells of /glyphs has a letter: not empty, not what a missing letter looks like (the cell
 * after them), and none like another.
 */
export const glyphs =
  (count: number): Check =>
  ({ picture }) => {
    if (!isCell(picture, count)) return [`the picture ends at ${picture.width}x${picture.height}`];
    const cells = Array.from({ length: count + 1 }, (_, cell) => inkOf(picture, cell));
    const missing = cells.pop();
    return cells.flatMap((ink, cell) => {
      if (!ink.includes('1')) return [`letter ${cell} is not drawn`];
      if (ink === missing) return [`letter ${cell} is the box of a missing letter`];
      return cells.indexOf(ink) < cell ? [`letter ${cell} looks like letter ${cells.indexOf(ink)}`] : [];
    });
  };

/** Each of the first `count` cells of /glyphs has colour in it. */
export const coloured =
  (count: number): Check =>
  ({ picture }) => {
    if (!isCell(picture, count)) return [`the picture ends at ${picture.width}x${picture.height}`];
    return Array.from({ length: count }, (_, cell) => cell).flatMap((cell) => {
      let found = 0;
      for (let y = 0; y < CELL; y += 1) {
        for (let x = cell * CELL; x < (cell + 1) * CELL; x += 1) {
          const [red, green, blue] = picture.at(x, y);
          if (Math.max(red, green, blue) - Math.min(red, green, blue) > 60) found += 1;
        }
      }
      return found > 50 ? [] : [`letter ${cell} has ${found} pixels of colour`];
    });
  };
