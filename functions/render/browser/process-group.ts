import { setTimeout as sleep } from 'node:timers/promises';
import { groupOf } from '../group-of.ts';
import { processIds } from './process-ids.ts';

/** SIGKILL needs no more than a moment; this bounds the wait where even that hangs, as in a broken file system. */
const GONE_MS = 2_000;

const kill = (leader: number): void => {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // Nobody is left in the group.
  }
};

/**
 * The processes of a group that are still running. Read in one go: 2 ms for a hundred processes, and ten times that where each
 * is waited for.
 */
export const runningInGroup = (leader: number): readonly number[] =>
  processIds().filter((id) => groupOf(id) === leader);

/** Kills a process group by its leader's id. Settles when none of it runs any more. */
export const endProcessGroup = async (leader: number): Promise<void> => {
  kill(leader);
  // Elsewhere there is no /proc to ask, and the signal alone must do.
  if (process.platform !== 'linux') return;
  for (let waited = 0; waited < GONE_MS; waited += 10) {
    if (runningInGroup(leader).length === 0) return;
    kill(leader);
    await sleep(10);
  }
};
