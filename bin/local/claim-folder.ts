import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { endProcesses } from './end-processes.ts';
import { readJson, writeJson } from './json-file.ts';
import { listProcesses } from './process-table.ts';
import { Refusal } from './refusal.ts';

interface Process {
  readonly pid: number;
  readonly started: string;
}

interface Claim {
  readonly owner: Process;
  readonly keeper?: Process;
}

const keeperLimitMs = 15_000;

/**
 * Takes a state folder for this process alone; waits for what a killed run left saving. Gives a function that notes the
 * keeper of this run. Throws Refusal when another run is using the folder.
 */
export async function claimFolder(folder: string): Promise<(keeperPid: number) => void> {
  const file = join(folder, 'running.json');
  const previous = readJson<Claim>(file);
  if (previous && previous.owner.pid !== process.pid && runs(previous.owner)) {
    throw new Refusal(
      `A stack already runs from this folder (process ${previous.owner.pid}): use that one, or end it with Ctrl-C and run the command again.`,
    );
  }
  const deadline = performance.now() + keeperLimitMs;
  while (previous?.keeper && runs(previous.keeper)) {
    if (performance.now() > deadline) {
      await endProcesses(previous.keeper.pid, 0);
    }
    await delay(100);
  }
  const owner = identify(process.pid);
  writeJson(file, { owner });
  return (keeperPid) => writeJson(file, { owner, keeper: identify(keeperPid) });
}

function identify(pid: number): Process {
  return { pid, started: listProcesses().find((entry) => entry.pid === pid)?.started ?? '' };
}

const runs = ({ pid, started }: Process): boolean =>
  listProcesses().some((entry) => entry.pid === pid && entry.started === started);
