import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { whenCallerDies } from './caller.mjs';

const passedOn = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a script under `node`, which comes first on its PATH, with the terminal, the signals and the exit code passed
 * through. When the process that asked for it is gone, the script is told to stop by a SIGTERM.
 */
export function runScript(node, root, script, args) {
  const child = spawn(node, [join(root, script), ...args], {
    stdio: 'inherit',
    env: {
      // Half of what a command takes is to read its program, which is the same each time. Its own children have that too.
      NODE_COMPILE_CACHE: join(root, '.local', 'compile-cache'),
      ...process.env,
      PATH: [dirname(node), process.env.PATH].filter(Boolean).join(delimiter),
    },
  });
  for (const signal of passedOn) {
    process.on(signal, () => child.kill(signal));
  }
  const stopWatching = whenCallerDies(() => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      stopWatching();
      process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
      for (const name of passedOn) {
        process.removeAllListeners(name);
      }
      resolve();
    });
  });
}
