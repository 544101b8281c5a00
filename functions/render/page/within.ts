import { setTimeout as sleep } from 'node:timers/promises';

/** What comes within so many milliseconds; undefined: it does not, or goes wrong. */
export const within = <Result>(ms: number, result: Promise<Result>): Promise<Result | undefined> =>
  Promise.race([result.catch(() => undefined), sleep(ms, undefined, { ref: false })]);
