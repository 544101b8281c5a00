import { access } from 'node:fs/promises';
import path from 'node:path';

/** What Chromium needs and a plain server or container often lacks. */
const libraries = ['libnss3.so', 'libnssutil3.so', 'libnspr4.so'];
const folders = [
  '/lib64',
  '/usr/lib64',
  '/lib/x86_64-linux-gnu',
  '/usr/lib/x86_64-linux-gnu',
  '/lib',
  '/usr/lib',
];

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

/** True when the system itself has NSS and NSPR where the loader looks for them. */
export const hasSystemLibraries = async (): Promise<boolean> => {
  const found = await Promise.all(
    libraries.map(async (library) =>
      (await Promise.all(folders.map((folder) => exists(path.join(folder, library))))).includes(true),
    ),
  );
  return !found.includes(false);
};
