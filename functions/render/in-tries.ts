import { setTimeout as sleep } from 'node:timers/promises';

/** How long a server is left alone before each further try, in milliseconds: what refuses each time is told in a second. */
const PAUSES_MS: readonly number[] = [200, 600];
/** No try begins later than this after the first one, in milliseconds: connecting may take ten seconds each time. */
const LATEST_MS = 10_500;

/** Milliseconds, and a pause of so many. */
interface Clock {
  now(): number;
  sleep(ms: number): Promise<unknown>;
}

/** Tries something that changes nothing, again while `isPassing` says that its failure may pass. Throws the last failure. */
export const inTries = async (
  attempt: () => Promise<void>,
  isPassing: (failure: unknown) => boolean,
  clock: Clock = { now: () => performance.now(), sleep },
): Promise<void> => {
  const latest = clock.now() + LATEST_MS;
  for (const pause of PAUSES_MS) {
    try {
      return await attempt();
    } catch (failure) {
      if (!isPassing(failure) || clock.now() + pause > latest) throw failure;
    }
    await clock.sleep(pause);
  }
  return attempt();
};
