import { statfs } from 'node:fs/promises';

const FOLDER = '/dev/shm';

/** Whether the machine has so many bytes free for memory that processes share. Lambda has none, and containers a little. */
export const hasSharedMemory = async (bytes: number, folder = FOLDER): Promise<boolean> => {
  const found = await statfs(folder).catch(() => undefined);
  return found !== undefined && found.bavail * found.bsize >= bytes;
};
