import { readdir, readFile } from 'node:fs/promises';
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
const readStat = async (id: string) => {
  const stat = await readFile(`/proc/${id}/stat`, 'utf8').catch(() => '');
  const [state, , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { state, group: Number(group) };
};

/** The processes of a group that are still running. One that has ended and waits for init to clear it away is not. */
export const runningInGroup = async (leader: number): Promise<readonly number[]> => {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const stats = await Promise.all(ids.map(async (id) => ({ id: Number(id), ...(await readStat(id)) })));
  return stats.filter(({ group, state }) => group === leader && state !== 'Z').map(({ id }) => id);
};

/** Kills a process group by its leader's id. Settles when none of it runs any more. */
export const endProcessGroup = async (leader: number): Promise<void> => {
  kill(leader);
  // Elsewhere there is no /proc to ask, and the signal alone must do.
  if (process.platform !== 'linux') return;
  for (let waited = 0; waited < GONE_MS; waited += 10) {
    if ((await runningInGroup(leader)).length === 0) return;
    kill(leader);
    await sleep(10);
  }
};
