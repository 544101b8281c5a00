import { access, constants, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';

/** Where the files lie in memory. */
export const SHARED_MEMORY = '/dev/shm';

/**
 * The folder for what a browser's processes write, and for what they share, which are files: each part of a picture, and in the
 * end all of it. In memory where so many bytes are free there, since on a disk that takes a small page a tenth of its time; Lambda
 * has none, and containers a little.
 */
export const scratchFolder = async (bytes: number, memory = SHARED_MEMORY): Promise<string> => {
  try {
    const { bavail, bsize } = await statfs(memory);
    // It may be there to be read alone.
    await access(memory, constants.W_OK | constants.X_OK);
    return bavail * bsize >= bytes ? memory : tmpdir();
  } catch {
    return tmpdir();
  }
};
