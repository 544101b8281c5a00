import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** SIGKILL needs no more than a moment; this bounds the wait where even that hangs, as in a broken file system. */
const GONE_MS = 2_000;

const kill = (leader: number): void => {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // Nobody is left in the group.
  }
};

/** State and group of a process, from /proc: after the name, which may hold anything, come state, parent and group. */
const readStat = (id: string) => {
  try {
    const stat = readFileSync(`/proc/${id}/stat`, 'utf8');
    const [state, , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state, group: Number(group) };
  } catch {
    // It is gone meanwhile.
    return undefined;
  }
};

/**
 * The processes of a group that are still running. One that has ended and waits for init to clear it away is not. Read
 * in one go, since the kernel answers from its memory: 2 ms for a hundred processes, and ten times that without.
 */
export const runningInGroup = (leader: number): readonly number[] =>
  readdirSync('/proc').flatMap((id) => {
    const stat = /^\d+$/.test(id) ? readStat(id) : undefined;
    return stat?.group === leader && stat.state !== 'Z' ? [Number(id)] : [];
  });

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
