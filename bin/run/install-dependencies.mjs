import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { constants } from 'node:os';
import { basename, join } from 'node:path';
import { whenCallerDies } from './caller.mjs';
import { isInstalled } from './installed.mjs';
import { withLock } from './with-lock.mjs';

/** Installs the locked dependencies when node_modules does not hold them. Throws an Error with npm's log. */
export async function installDependencies(root, print) {
  if (isInstalled(root)) {
    return;
  }
  mkdirSync(join(root, '.local'), { recursive: true });
  await withLock(join(root, '.local', 'install.lock'), print, async () => {
    if (isInstalled(root)) {
      return;
    }
    print('  Installing the locked dependencies …');
    const started = performance.now();
    const { code, log, stopped } = await npmCi(root);
    if (stopped !== undefined) {
      process.exit(128 + constants.signals[stopped]);
    }
    if (code !== 0) {
      throw new Error(`${log.trimEnd()}\n\nInstalling the dependencies failed: see npm's log above.`);
    }
    print(`✓ Dependencies installed  ${((performance.now() - started) / 1000).toFixed(1)} s`);
  });
}

function npmCi(root) {
  // Scripts run by npm name its program; without it there is the npm on PATH.
  // (or another package manager's, which has no "ci").
  const program = process.env.npm_execpath;
  const isNpm = program !== undefined && basename(program).startsWith('npm');
  const command = isNpm ? [process.execPath, program] : ['npm'];
  const args = [...command.slice(1), 'ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund'];
  return new Promise((resolve) => {
    const child = spawn(command[0], args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let log = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        log += chunk;
      });
    }
    let stopped;
    const stop = (signal) => {
      stopped = signal;
      child.kill(signal);
    };
    const stopWatching = whenCallerDies(() => stop('SIGTERM'));
    process.on('SIGINT', stop).on('SIGTERM', stop).on('SIGHUP', stop);
    child.on('error', (error) => resolve({ code: 1, log: `npm could not be started: ${error.message}` }));
    child.on('close', (code) => {
      process.off('SIGINT', stop).off('SIGTERM', stop).off('SIGHUP', stop);
      stopWatching();
      resolve({ code, log, stopped });
    });
  });
}
