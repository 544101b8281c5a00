import { readFileSync } from 'node:fs';
import { runningInGroup } from './process-group.ts';

const readOf = (id: number, file: 'cmdline' | 'stat'): string => {
  try {
    return readFileSync(`/proc/${id}/${file}`, 'utf8');
  } catch {
    return '';
  }
};

/** Not one that has ended and waits to be cleared away: after the name, which may hold anything, comes the state. */
const isRunning = (id: number): boolean => /^[^ZX]/.test(readOf(id, 'stat').split(') ').at(-1) ?? '');

/**
 * Tells, once it is asked, whether the process is still there that now speaks to the network for the browser of a
 * process group. Chromium puts another in its place without a word: what was being loaded fails as if its server were
 * at fault, and the contexts there were have lost their proxy, for good. Always true where there is no /proc to ask, and
 * of a browser of one process.
 */
export const watchNetworkService = async (leader: number): Promise<() => boolean> => {
  const ids = process.platform === 'linux' ? await runningInGroup(leader) : [];
  const service = ids.find((id) => readOf(id, 'cmdline').includes('network.mojom.NetworkService'));
  return service === undefined ? () => true : () => isRunning(service);
};
