import { type Capture, capture } from '../../domain/capture.ts';
import { callbackMark } from './callback-mark.ts';
import { indexAttributes } from './table-indexes.ts';

type Row = Readonly<Record<string, unknown>>;

/**
 * A capture as its row, written at `now` (Unix ms). The options are one text: they never change, nothing asks for one of
 * them alone, and a map of thirty fields makes a batch half as fast.
 */
export const captureRow = (one: Capture, now: number): Row => ({
  ...one,
  options: JSON.stringify(one.options),
  callbackMark: callbackMark(one),
  ...indexAttributes(one, now),
});

/** The capture of a row. Throws when it is none. */
export const captureOfRow = (row: Row): Capture => {
  const { options } = row;
  return capture.parse(typeof options === 'string' ? { ...row, options: JSON.parse(options) } : row);
};
