import { procFile } from './proc-file.ts';

/** The process group of a process that runs; undefined for one that has ended, though it may wait to be cleared away. */
export const groupOf = (id: number): number | undefined => {
  const stat = procFile(id, 'stat');
  // After the name, which may hold anything, come state, parent and group.
  const [state = '', , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return /^[^ZX]$/.test(state) ? Number(group) : undefined;
};
