import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { mkdir, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sweepLeftovers } from '../sweep-leftovers.ts';

/** Where files lie in memory. */
export const SHARED_MEMORY = '/dev/shm';

const PREFIX = 'snapstack-profile-';

/** Names where process ids count, in hexadecimal digits: containers may share that memory, and then have the same ids. */
const namespaceOfIds = (): string =>
  // There is no such memory where there is no such file.
  statSync('/proc/self/ns/pid', { throwIfNoEntry: false })?.ino.toString(16) ?? '';

const freeIn = async (folder: string): Promise<number> => {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
};

/** Removes the folders of browsers whose processes are gone. */
export const sweepScratchFolders = async (
  memory = SHARED_MEMORY,
  namespace = namespaceOfIds(),
): Promise<void> => {
  await Promise.all([tmpdir(), memory].map((parent) => sweepLeftovers(parent, PREFIX, namespace)));
};

/**
 * Makes a folder for what a browser's processes write, and for what they share, which are files: each part of a picture, and in
 * the end all of it. In memory where so many bytes are free there, since on a disk that takes a small page a tenth of its time;
 * Lambda has none, and containers a little. Before that it removes those of processes that are gone.
 */
export const makeScratchFolder = async (bytes: number, memory = SHARED_MEMORY): Promise<string> => {
  const namespace = namespaceOfIds();
  await sweepScratchFolders(memory, namespace);
  const name = `${PREFIX}${process.pid}-${randomBytes(4).toString('hex')}${namespace}`;
  const makeIn = async (parent: string): Promise<string> => {
    const folder = path.join(parent, name);
    await mkdir(folder, { mode: 0o700 });
    return folder;
  };
  const isRoomy = await freeIn(memory).then(
    (free) => free >= bytes,
    () => false,
  );
  // It may be there to be read alone.
  return isRoomy ? makeIn(memory).catch(() => makeIn(tmpdir())) : makeIn(tmpdir());
};
