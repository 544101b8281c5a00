import { procFile } from '../proc-file.ts';
import { endProcessGroup } from './process-group.ts';
import { processIds } from './process-ids.ts';

/**
 * Kills the processes with `text` in their command line, each with its group, and settles when none of them runs any more.
 * One that was killed already names nothing. Does nothing where there is no /proc.
 */
export const endProcessesNaming = async (text: string): Promise<void> => {
  if (process.platform !== 'linux') return;
  const ids = processIds().filter((id) => procFile(id, 'cmdline').includes(text));
  await Promise.all(ids.map(endProcessGroup));
};
