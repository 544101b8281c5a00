import { type Capture, capture } from '../../domain/capture.ts';
import { callbackMark } from './callback-mark.ts';
import { indexAttributes } from './table-indexes.ts';

type Row = Readonly<Record<string, unknown>>;

/**
 * A capture as its row, written at `now` (Unix ms). The options are one text: they never change, nothing asks for one of
 * them alone, and a map of thirty fields makes a batch half as fast. Where the result is to be sent stands beside the
 * callback, which roles may change: `callbackUrl` none may change (moved-attributes.ts); null: nowhere.
 */
export const captureRow = (one: Capture, now: number): Row => ({
  ...one,
  options: JSON.stringify(one.options),
  callbackUrl: one.callback?.url ?? null,
  callbackMark: callbackMark(one),
  ...indexAttributes(one, now),
});

/** How the delivery stands, with the address that was asked for; rows of before `callbackUrl` have it in there alone. */
const callbackOfRow = ({ callback, callbackUrl }: Row): unknown => {
  if (callbackUrl === undefined) return callback;
  return callbackUrl === null || callback === undefined
    ? undefined
    : { ...(callback as object), url: callbackUrl };
};

/** The capture of a row. Throws when it is none. */
export const captureOfRow = (row: Row): Capture => {
  const { options } = row;
  return capture.parse({
    ...row,
    callback: callbackOfRow(row),
    options: typeof options === 'string' ? JSON.parse(options) : options,
  });
};
