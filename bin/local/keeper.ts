import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { sweepScratchFolders } from '../../functions/render/browser/scratch-folder.ts';
import { killAll } from './end-processes.ts';
import { processFamily } from './process-family.ts';

/**
 * Keeps one long-running process for an owner, and ends it with all that it started when the owner says so or is gone,
 * however it went: `node keeper.ts SCRATCH COMMAND ARG…` with an IPC channel to the owner. SCRATCH is a folder that is
 * removed at the end; its name, in the environment of the process, also tells whose child an orphan is. It sends the
 * process id, takes 'stop' and 'kill', and ends with the process's own exit code.
 */
const graceMs = 10_000;
const lookEveryMs = 2_000;

// Its state holds secrets of the stack and pictures of private pages: for this user's eyes only.
process.umask(0o077);

const [scratch = '', command = '', ...args] = process.argv.slice(2);
const kept = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
const family = processFamily(kept.pid ?? 0, scratch || undefined);
const looking = setInterval(family.members, lookEveryMs);

let ending = false;
const stop = (): void => {
  if (!ending) {
    ending = true;
    family.members();
    kept.kill('SIGTERM');
    setTimeout(() => void killAll(family), graceMs).unref();
  }
};

process.on('message', (order) => (order === 'kill' ? family.signal('SIGKILL') : stop()));
process.on('disconnect', stop);
process.on('SIGTERM', stop);
// A Ctrl-C or a closed terminal is for the owner to answer.
process.on('SIGINT', () => {});
process.on('SIGHUP', () => {});

kept.on('error', (error) => {
  console.error(error.message);
  process.exit(1);
});
kept.on('spawn', () => process.send?.(kept.pid));
kept.on('exit', async (code) => {
  clearInterval(looking);
  await killAll(family);
  rmSync(scratch, { recursive: true, force: true });
  // Their browsers' are in memory: the next browser would remove them, whenever that is, and those of other users stay.
  await sweepScratchFolders().catch(() => undefined);
  process.exit(code ?? 1);
});
