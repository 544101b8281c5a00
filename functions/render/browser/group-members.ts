import { groupOf } from '../group-of.ts';
import { processIds } from './process-ids.ts';

/** The kernel gives a number anew when all others have been given: not within this, in milliseconds. */
const KNOWN_MS = 1_000;

/**
 * Finds the processes of a group that are running, each time it is called. For who asks often: a process seen in another group
 * stays there (a group takes none from another session), so it is asked about once a second, which takes most of the time
 * on a machine with many processes.
 */
export const groupMembers = (leader: number): (() => readonly number[]) => {
  const others = new Set<number>();
  let known = performance.now();
  const isMember = (id: number): boolean => {
    if (others.has(id)) return false;
    const group = groupOf(id);
    if (group !== undefined && group !== leader) others.add(id);
    return group === leader;
  };
  return () => {
    if (performance.now() - known > KNOWN_MS) {
      others.clear();
      known = performance.now();
    }
    return processIds().filter(isMember);
  };
};
