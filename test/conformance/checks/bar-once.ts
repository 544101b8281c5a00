import { MAGENTA } from '../pages/signal.ts';
import { isNear } from './is-near.ts';
import type { Check } from './shot.ts';

/** The picture has one bar of magenta over its whole width, `height` pixels high, at `top` where that is given. */
export const barOnce =
  (height: number, top?: number): Check =>
  ({ picture }) => {
    const x = Math.floor(picture.width / 2);
    const rows = Array.from({ length: picture.height }, (_, y) => y).filter((y) =>
      isNear(picture.at(x, y), MAGENTA, 0),
    );
    const begins = rows.filter((y, index) => rows[index - 1] !== y - 1);
    const shown = `${begins.length} bars at ${begins.join(', ')}, ${rows.length} rows in all`;
    if (begins.length !== 1 || rows.length !== height)
      return [`there are ${shown}, not one of ${height} rows`];
    return top === undefined || begins[0] === top ? [] : [`the bar is at ${begins[0]}, not at ${top}`];
  };
