import { createReadStream, createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { makeFolderOnce } from '../make-folder-once.ts';

/** Where the unpacked browser and its libraries lie. */
export interface UnpackedChromium {
  readonly executablePath: string;
  /** NSS, NSPR and what else Amazon Linux lacks. */
  readonly libraries: string;
  /** Its major version, which is the package's. */
  readonly major: string;
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

/** Unpacks all but the package's one font, which is also among ours. */
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
    unpack('al2023.tar.br', extract(path.join(folder, 'libraries'))),
  ]);
};

/** The name of what `version` of the package unpacks to; other users of the machine have their own. */
const folderName = (version: string): string =>
  `snapstack-chromium-${version}-${process.getuid?.() ?? 'user'}`;

/**
 * Unpacks the browser of @sparticuz/chromium (209 MB) into a folder of its version under `parent`, once: whoever comes
 * second uses what is there. Needs no root.
 */
export const unpackChromium = async (parent: string): Promise<UnpackedChromium> => {
  const { version } = await findPackage();
  const folder = path.join(parent, folderName(version));
  await makeFolderOnce(folder, 'chromium', unpackInto);
  return {
    executablePath: path.join(folder, 'chromium'),
    libraries: path.join(folder, 'libraries', 'lib'),
    major: version.split('.')[0] ?? '',
  };
};
