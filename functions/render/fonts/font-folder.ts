import { createHash } from 'node:crypto';
import { mkdir, readdir, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { makeFolderOnce } from '../make-folder-once.ts';
import { fontFiles } from './font-families.ts';
import { fontsConf } from './fonts-conf.ts';

// Also looks at Lambda layers; see packaged-chromium.ts.
const resolveFromHere = createRequire(import.meta.url);

/** A cache is only used for a folder of the time of change that it was made for. */
const UNCHANGED = new Date('2000-01-01T00:00:00Z');

/** The folder of all font packages. Throws when they are not installed. */
const findPackages = (): string =>
  path.dirname(path.dirname(resolveFromHere.resolve('@expo-google-fonts/arimo/package.json')));

/** Font folders whose fonts are gone: of a removed work tree, or an earlier call of the local engine. */
const sweepDangling = async (parent: string, prefix: string): Promise<void> => {
  const names = (await readdir(parent)).filter((name) => name.startsWith(prefix) && !name.includes('.part-'));
  const [first = ''] = fontFiles;
  const remains = names.map(async (name) => {
    const folder = path.join(parent, name);
    const isWhole = await stat(path.join(folder, 'fonts', path.basename(first))).catch(() => undefined);
    if (isWhole === undefined) await rm(folder, { recursive: true, force: true });
  });
  await Promise.all(remains);
};

/**
 * Lays links to the fonts into a folder under `parent`, with their fonts.conf, and returns the path of that. It stands
 * in FONTCONFIG_FILE for any Chromium on Linux: pages look the same whatever fonts the machine has. Made once for the
 * same fonts in the same place; `packages` is the folder of their packages.
 */
export const fontsConfFile = async (parent: string, packages = findPackages()): Promise<string> => {
  // Changes when a package is replaced by another version.
  const { mtimeMs } = await stat(packages);
  const confIn = (folder: string) =>
    fontsConf({
      fonts: path.join(folder, 'fonts'),
      caches: [path.join(folder, 'cache'), path.join(packages, '..', '.fontconfig')],
    });
  const identity = [packages, String(mtimeMs), ...fontFiles, confIn('/')].join('\n');
  const prefix = `snapstack-fonts-${process.getuid?.() ?? 'user'}-`;
  const hash = createHash('sha256').update(identity).digest('hex').slice(0, 16);
  const folder = path.join(parent, prefix + hash);
  await makeFolderOnce(folder, 'fonts.conf', async (partial) => {
    await sweepDangling(parent, prefix);
    const links = path.join(partial, 'fonts');
    await Promise.all([mkdir(links), mkdir(path.join(partial, 'cache'))]);
    await Promise.all(
      fontFiles.map((file) => symlink(path.join(packages, file), path.join(links, path.basename(file)))),
    );
    await utimes(links, UNCHANGED, UNCHANGED);
    await writeFile(path.join(partial, 'fonts.conf'), confIn(folder));
  });
  return path.join(folder, 'fonts.conf');
};
