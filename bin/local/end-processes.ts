import { setTimeout as delay } from 'node:timers/promises';
import { type ProcessFamily, processFamily } from './process-family.ts';

/** Ends a process and all that it started: asks, and after `grace` milliseconds kills what is left. */
export async function endProcesses(root: number | undefined, grace: number): Promise<void> {
  if (root === undefined) {
    return;
  }
  const family = processFamily(root);
  family.signal('SIGTERM');
  await haveEnded(family, grace);
  await killAll(family);
}

/** Kills what is alive of a family, again while new members show up, for five seconds at most. */
export async function killAll(family: ProcessFamily): Promise<void> {
  const deadline = performance.now() + 5_000;
  do {
    family.signal('SIGKILL');
  } while (!(await haveEnded(family, 200)) && performance.now() < deadline);
}

/** Waits until no member is alive, at most `limit` milliseconds; whether that is so. */
async function haveEnded(family: ProcessFamily, limit: number): Promise<boolean> {
  const deadline = performance.now() + limit;
  while (family.members().length > 0) {
    if (performance.now() >= deadline) {
      return false;
    }
    await delay(20);
  }
  return true;
}
