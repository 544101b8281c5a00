import { readFileSync } from 'node:fs';

/**
 * What the kernel tells of a process (proc(5)); empty where it is gone meanwhile, or where there is no /proc. Not waited for:
 * the kernel answers from its memory.
 */
export const procFile = (id: number, name: 'cmdline' | 'stat' | 'statm'): string => {
  try {
    return readFileSync(`/proc/${id}/${name}`, 'utf8');
  } catch {
    return '';
  }
};
