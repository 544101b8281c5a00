import { nextMonth } from './utc-month.ts';

/** How long the sweeper may take to let go what waits once the month has turned, in milliseconds. */
const RELEASE_MS = 300_000;

/**
 * When what waits since `createdAt` is let go, seen from `now`, all in Unix milliseconds: at the turn of the month; for as
 * long as that may take, at the one that has just been.
 */
export const nextRelease = ({ createdAt }: { readonly createdAt: number }, now: number): number =>
  nextMonth(Math.max(createdAt, now - RELEASE_MS));
