import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { listProcesses } from '../../bin/local/process-table.ts';

/** A program for `node -e` that starts a sleeper in a process group of its own, as a browser does, and prints its id. */
export const detachedSleeper = `
  const sleeper = require('node:child_process').spawn('sleep', ['600'], { detached: true, stdio: 'ignore' });
  sleeper.unref();
  console.log(sleeper.pid);
`;

/**
 * Starts `node -e` with a program and gives the process with the number that it prints first, the id of another or 0.
 * Both are gone when the test is over, however it went.
 */
export async function startPrinting(
  program: string,
  options: { readonly env?: NodeJS.ProcessEnv; readonly detached?: boolean } = {},
) {
  const child = spawn(process.execPath, ['-e', program], {
    ...options,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const printed = async (): Promise<number> => {
    const pid = Number((await once(child.stdout, 'data'))[0]);
    onTestFinished(() => killIfAlive(pid));
    return pid;
  };
  return { child, pid: child.pid ?? 0, printed: await printed(), printedNext: printed };
}

export const isAlive = (pid: number): boolean => listProcesses().some((entry) => entry.pid === pid);

/** Ends a process of a test. */
export function killIfAlive(pid: number): void {
  if (pid > 0 && isAlive(pid)) {
    process.kill(pid, 'SIGKILL');
  }
}
