import { randomBytes } from 'node:crypto';
import { constants, createReadStream, createWriteStream } from 'node:fs';
import { access, lstat, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { sweepLeftovers } from './sweep-leftovers.ts';

/** Where the unpacked browser, its libraries and its fonts lie. */
export interface UnpackedChromium {
  readonly executablePath: string;
  /** NSS, NSPR and what else Amazon Linux lacks. */
  readonly libraries: string;
  /** The folder that has fonts.conf. */
  readonly fonts: string;
}

type TarFs = { readonly extract: (folder: string) => Writable };

/**
 * The module system's own search also looks at Lambda layers, which `import` does not. (Named so that it cannot clash
 * with the `require` that bundlers declare.)
 */
const resolveFromHere = createRequire(import.meta.url);

/** The package's folder and version. Throws when it is not installed. */
const findPackage = async () => {
  const entry = resolveFromHere.resolve('@sparticuz/chromium');
  const folder = path.resolve(path.dirname(entry), '..');
  const manifest = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as {
    version: string;
  };
  // tar-fs is the package's dependency, so it is found from there.
  const { extract } = createRequire(entry)('tar-fs') as TarFs;
  return { archives: path.join(folder, 'bin'), version: manifest.version, extract };
};

/** The machine's own fonts, if it has some, and those of the package. */
const fontsConf = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${folder}/fonts</dir>
  <dir>/opt/fonts</dir>
  <cachedir>${folder}/cache</cachedir>
</fontconfig>
`;

const unpackInto = async (folder: string): Promise<void> => {
  const { archives, extract } = await findPackage();
  const unpack = (archive: string, target: Writable) =>
    pipeline(
      createReadStream(path.join(archives, archive), { highWaterMark: 4 << 20 }),
      createBrotliDecompress({ chunkSize: 2 << 20 }),
      target,
    );
  await Promise.all([
    unpack('chromium.br', createWriteStream(path.join(folder, 'chromium'), { mode: 0o700 })),
    // Chromium looks for its software GL beside itself.
    unpack('swiftshader.tar.br', extract(folder)),
    unpack('fonts.tar.br', extract(path.join(folder, 'fonts'))),
    unpack('al2023.tar.br', extract(path.join(folder, 'libraries'))),
  ]);
};

const partsOf = (folder: string): UnpackedChromium => ({
  executablePath: path.join(folder, 'chromium'),
  libraries: path.join(folder, 'libraries', 'lib'),
  fonts: path.join(folder, 'fonts'),
});

/**
 * True when the browser is there. Throws when the folder is not this user's own: in a shared /tmp anybody could have
 * put a browser there.
 */
const isUnpacked = async (folder: string): Promise<boolean> => {
  const found = await lstat(folder).catch(() => undefined);
  if (found === undefined) return false;
  if (!found.isDirectory() || found.uid !== process.getuid?.()) {
    throw new Error(`${folder} belongs to somebody else. Remove it, or set TMPDIR to a folder of your own.`);
  }
  return access(partsOf(folder).executablePath, constants.X_OK).then(
    () => true,
    () => false,
  );
};

/** The name of what `version` of the package unpacks to; other users of the machine have their own. */
const folderName = (version: string): string =>
  `snapstack-chromium-${version}-${process.getuid?.() ?? 'user'}`;

/**
 * Unpacks the browser of @sparticuz/chromium (209 MB) into a folder of its version under `parent`, once: whoever comes
 * second uses what is there. It appears in one moment, whole, so that processes may race for it. Needs no root.
 */
export const unpackChromium = async (parent: string): Promise<UnpackedChromium> => {
  const { version } = await findPackage();
  const folder = path.join(parent, folderName(version));
  if (await isUnpacked(folder)) return partsOf(folder);

  await sweepLeftovers(parent, `${path.basename(folder)}.part-`);
  const partial = `${folder}.part-${process.pid}-${randomBytes(4).toString('hex')}`;
  await mkdir(partial, { recursive: true, mode: 0o700 });
  try {
    await unpackInto(partial);
    await writeFile(path.join(partial, 'fonts', 'fonts.conf'), fontsConf(path.join(folder, 'fonts')));
    // Something cleaned up behind us: a browser that was running at the time leaves an odd folder there.
    if (!(await isUnpacked(folder))) await rm(folder, { recursive: true, force: true });
    await rename(partial, folder);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    // Another process was faster: rename refuses to replace its folder.
    if (!(await isUnpacked(folder))) throw error;
  }
  return partsOf(folder);
};
