import { groupOf } from './group-of.ts';
import { procFile } from './proc-file.ts';
import { runningInGroup } from './process-group.ts';

/**
 * Tells, once it is asked, whether the process is still there that now speaks to the network for the browser of a
 * process group. Chromium puts another in its place without a word: what was being loaded fails as if its server were
 * at fault, and the contexts there were have lost their proxy, for good. Always true where there is no /proc to ask, and
 * of a browser of one process.
 */
export const watchNetworkService = (leader: number): (() => boolean) => {
  const ids = process.platform === 'linux' ? runningInGroup(leader) : [];
  const service = ids.find((id) => procFile(id, 'cmdline').includes('network.mojom.NetworkService'));
  return service === undefined ? () => true : () => groupOf(service) !== undefined;
};
