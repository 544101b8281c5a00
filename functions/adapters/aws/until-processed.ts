import { ApiError } from '../../domain/errors.ts';
import type { Time } from './time.ts';

/** How often the rest is asked for, at longer and longer intervals. */
const TRIES = 8;
const FIRST_WAIT_MS = 40;

/**
 * Does work in bulk of which the table, busy as it is, may leave some undone: `work` is given what is left, and gives
 * what it left itself. Throws ApiError `unavailable` when some is left after the last try.
 */
export const untilProcessed = async <Item>(
  time: Time,
  items: readonly Item[],
  work: (left: readonly Item[]) => Promise<readonly Item[]>,
): Promise<void> => {
  let left = items;
  for (let tries = 1; tries <= TRIES; tries += 1) {
    left = await work(left);
    if (left.length === 0) return;
    await time.backOff(FIRST_WAIT_MS * 2 ** tries);
  }
  throw new ApiError('unavailable', {
    detail: 'The service is too busy at this moment. Try again.',
    retryAfter: 1,
  });
};
