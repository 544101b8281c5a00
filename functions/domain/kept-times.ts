import { type Capture, isHeld } from './capture.ts';

/** How long results are kept, in milliseconds. */
export interface Retention {
  /** Of every result; absent: for good. */
  readonly retentionMs?: number | undefined;
  /** Of the file of a private capture without a callback. */
  readonly privateMs: number;
}

/** How long the file of a capture with a callback is kept: for as long as it may be delivered (contract, "Callbacks"). */
export const CALLBACK_FILE_MS = 7 * 24 * 3_600_000;

/**
 * How long a capture outlives its file that was not published, in milliseconds: callers are told that it is gone, and a
 * callback that could not be sent in time is written to the dead letters.
 */
const OUTLIVES_MS = 24 * 3_600_000;

/** How long the file of a capture that is not published can be had, in milliseconds from its end; undefined: it is. */
const heldFor = (
  one: Pick<Capture, 'private' | 'callback'>,
  { privateMs }: Retention,
): number | undefined => {
  if (one.callback !== undefined) return Math.max(CALLBACK_FILE_MS, one.private ? privateMs : 0);
  return one.private ? privateMs : undefined;
};

/** Until when a capture that ends at `at` (Unix ms) is kept, and its file where that is not published. */
export const keptTimes = (one: Capture, retention: Retention, at: number) => {
  const held = isHeld(one) ? heldFor(one, retention) : undefined;
  const { retentionMs } = retention;
  return {
    // What may still be sent somewhere must not be deleted before.
    keptUntil:
      retentionMs === undefined
        ? undefined
        : at + Math.max(retentionMs, held === undefined ? 0 : held + OUTLIVES_MS),
    heldUntil: held === undefined ? undefined : at + held,
  };
};
