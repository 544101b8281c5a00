import type { KeptState } from './kept-state.ts';
import { Stopped } from './stopped.ts';

/** What an earlier run kept does not work any more; starting from nothing may. */
export class KeptStateUnusable extends Error {
  override readonly name = 'KeptStateUnusable';
}

/** Does what depends on the kept state. Throws KeptStateUnusable when it fails and there was one. */
export async function blamingKept<T>(kept: KeptState | undefined, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw kept === undefined || error instanceof Stopped
      ? error
      : new KeptStateUnusable('What the last run kept does not work any more.', { cause: error });
  }
}
