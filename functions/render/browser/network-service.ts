import { groupOf } from '../group-of.ts';
import { procFile } from '../proc-file.ts';
import { runningInGroup } from './process-group.ts';

const networkServiceOf = (leader: number): number | undefined =>
  runningInGroup(leader).find((id) => procFile(id, 'cmdline').includes('network.mojom.NetworkService'));

/**
 * Tells, once it is asked, whether the process is still there that now speaks to the network for the browser of a
 * process group, or that is the first to do so. Chromium puts another in its place without a word: what was being loaded fails
 * as if its server were at fault, and the contexts there were have lost their proxy, for good. Always true where there is no
 * /proc to ask.
 */
export const watchNetworkService = (leader: number): (() => boolean) => {
  if (process.platform !== 'linux') return () => true;
  let service = networkServiceOf(leader);
  return () => {
    service ??= networkServiceOf(leader);
    return service === undefined || groupOf(service) !== undefined;
  };
};
