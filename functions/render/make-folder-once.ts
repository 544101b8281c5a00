import { randomBytes } from 'node:crypto';
import { access, lstat, mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { sweepLeftovers } from './sweep-leftovers.ts';

/**
 * True when the folder has the file that marks it as whole. Throws when the folder is not this user's own: in a shared
 * /tmp anybody could have put something there.
 */
const isMade = async (folder: string, mark: string): Promise<boolean> => {
  const found = await lstat(folder).catch(() => undefined);
  if (found === undefined) return false;
  if (!found.isDirectory() || found.uid !== process.getuid?.()) {
    throw new Error(`${folder} belongs to somebody else. Remove it, or set TMPDIR to a folder of your own.`);
  }
  return access(path.join(folder, mark)).then(
    () => true,
    () => false,
  );
};

/**
 * Makes `folder` once: whoever comes second uses what is there. `fill` gets a folder beside it, and puts a file named
 * `mark` there, by which a folder is known to be whole; it appears in one moment, so that processes may race for it.
 */
export const makeFolderOnce = async (
  folder: string,
  mark: string,
  fill: (partial: string) => Promise<void>,
): Promise<void> => {
  if (await isMade(folder, mark)) return;

  await sweepLeftovers(path.dirname(folder), `${path.basename(folder)}.part-`);
  const partial = `${folder}.part-${process.pid}-${randomBytes(4).toString('hex')}`;
  await mkdir(partial, { recursive: true, mode: 0o700 });
  try {
    await fill(partial);
    // Something cleaned up behind us: a browser that was running at the time leaves an odd folder there.
    if (!(await isMade(folder, mark))) await rm(folder, { recursive: true, force: true });
    await rename(partial, folder);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    // Another process was faster: rename refuses to replace its folder.
    if (!(await isMade(folder, mark))) throw error;
  }
};
