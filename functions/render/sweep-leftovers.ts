import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { groupOf } from './group-of.ts';
import { procFile } from './proc-file.ts';

/** It may have ended and wait for its parent to clear it away; where there is no /proc, nobody knows. */
const hasEnded = (pid: number): boolean => procFile(pid, 'stat') !== '' && groupOf(pid) === undefined;

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return !hasEnded(pid);
  } catch (error) {
    // EPERM: alive, and somebody else's.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
};

/** Removes from `folder` what processes that no longer live left behind under `<prefix><their pid>-…<suffix>`. */
export const sweepLeftovers = async (folder: string, prefix: string, suffix = ''): Promise<void> => {
  const names = await readdir(folder).catch(() => []);
  const abandoned = names.filter((name) => {
    const isOurs = name.startsWith(prefix) && name.endsWith(suffix);
    const pid = isOurs ? Number.parseInt(name.slice(prefix.length), 10) : Number.NaN;
    return Number.isInteger(pid) && pid > 0 && !isAlive(pid);
  });
  await Promise.all(abandoned.map((name) => rm(path.join(folder, name), { recursive: true, force: true })));
};
