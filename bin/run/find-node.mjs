import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const needed = 24;

/**
 * The Node to run this project with: on Linux the one from the lock file, else the running one or the first on PATH
 * that is new enough. Throws an Error with one sentence when there is none.
 */
export async function findNode(root) {
  const bundled = join(root, 'node_modules', `node-linux-${process.arch}`, 'bin', 'node');
  // Asked for its version rather than trusted: a Linux without glibc has the file and cannot run it.
  if (process.platform === 'linux' && existsSync(bundled) && isNewEnough(await versionOf(bundled))) {
    return bundled;
  }
  if (isNewEnough(process.version)) {
    return process.execPath;
  }
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const candidate = join(folder, 'node');
    if (folder !== '' && existsSync(candidate) && isNewEnough(await versionOf(candidate))) {
      return candidate;
    }
  }
  throw new Error(
    `This project runs on Node ${needed} and found only ${process.version}: install Node ${needed} or newer from https://nodejs.org and run the command again.`,
  );
}

async function versionOf(file) {
  try {
    return (await promisify(execFile)(file, ['--version'], { timeout: 10_000 })).stdout.trim();
  } catch {
    return '';
  }
}

const isNewEnough = (version) => Number(/^v(\d+)\./.exec(version)?.[1]) >= needed;
