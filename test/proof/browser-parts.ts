import { runningInGroup } from '../../functions/render/browser/process-group.ts';
import { procFile } from '../../functions/render/proc-file.ts';

/** The processes of a browser, by what they are for. */
export const browserParts = ['browser', 'renderer', 'zygote', 'gpu-process', 'network'] as const;
export type BrowserPart = (typeof browserParts)[number];

const partOf = (command: string): BrowserPart | undefined => {
  const type = /--type=([\w-]+)/.exec(command)?.[1] ?? 'browser';
  if (type === 'utility') return command.includes('network.mojom.NetworkService') ? 'network' : undefined;
  return browserParts.find((part) => part === type);
};

/** The ids of the processes of one part of the browser that leads the group. */
export const processesOf = (leader: number, part: BrowserPart): readonly number[] =>
  runningInGroup(leader).filter((id) => partOf(procFile(id, 'cmdline')) === part);
