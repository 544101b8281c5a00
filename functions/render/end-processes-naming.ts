import { readdirSync, readFileSync } from 'node:fs';
import { endProcessGroup } from './process-group.ts';

const commandOf = (id: string): string => {
  try {
    return readFileSync(`/proc/${id}/cmdline`, 'utf8');
  } catch {
    // It is gone meanwhile.
    return '';
  }
};

/** Kills the processes with `text` in their command line, each with its group. Does nothing where there is no /proc. */
export const endProcessesNaming = async (text: string): Promise<void> => {
  if (process.platform !== 'linux') return;
  const ids = readdirSync('/proc').filter((id) => /^\d+$/.test(id) && commandOf(id).includes(text));
  await Promise.all(ids.map((id) => endProcessGroup(Number(id))));
};
