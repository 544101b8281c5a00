import { existsSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Zippable, zipSync } from 'fflate';

/** One moment for every file, so that the same files make the same bytes. */
const mtime = new Date(1980, 0, 1);
/** In a zip's terms: the modes are those of Unix, and stand in the upper half of the attributes. */
const UNIX = 3;

const contentsOf = (folder: string): Zippable => {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  return Object.fromEntries(
    files.map((file) => {
      const attrs = statSync(file).mode * 0x1_00_00;
      return [relative(folder, file), [readFileSync(file), { os: UNIX, attrs, mtime }]];
    }),
  );
};

/**
 * Zips a folder beside itself, unless that was done before, and returns the file. Nothing is compressed: what is large
 * in a layer is compressed already, and the CDK's own zipping takes ten seconds to find that out.
 */
export const storedZip = (folder: string): string => {
  const file = `${folder}.zip`;
  if (existsSync(file)) return file;
  const partial = `${file}.${process.pid}`;
  writeFileSync(partial, zipSync(contentsOf(folder), { level: 0 }));
  renameSync(partial, file);
  return file;
};
