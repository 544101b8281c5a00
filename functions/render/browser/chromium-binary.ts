import { tmpdir } from 'node:os';
import { fontsConfFile } from '../fonts/font-folder.ts';
import { findInstalledChromium, isExecutable } from './installed-chromium.ts';
import { unpackChromium } from './packaged-chromium.ts';
import { hasSystemLibraries } from './system-libraries.ts';

/** The browser to launch. */
export interface ChromiumBinary {
  readonly executablePath: string;
  /** What the browser's process needs in its environment to find its libraries and fonts. */
  readonly env: Readonly<Record<string, string>>;
  /** Its major version, where that is known before it runs. */
  readonly major?: string;
  /** `named` by CHROMIUM_PATH, unpacked from the npm package, or installed on the machine. */
  readonly kind: 'named' | 'packaged' | 'installed';
}

export interface ChromiumBinaryOptions {
  /** What CHROMIUM_PATH says, where it is set. */
  readonly chromiumPath?: string | undefined;
  /** Where the packaged browser is unpacked; the system's folder for temporary files unless given. */
  readonly folder?: string | undefined;
  /** `packaged`: the package's NSS and NSPR, as on Lambda; otherwise only where the system has none. */
  readonly libraries?: 'packaged' | 'when-missing' | undefined;
}

const named = (executablePath: string): string => {
  if (isExecutable(executablePath)) return executablePath;
  throw new Error(
    `CHROMIUM_PATH is ${executablePath}, which is not a program. Set it to a Chrome or Chromium.`,
  );
};

const installed = (): string => {
  const executablePath = findInstalledChromium();
  if (executablePath !== undefined) return executablePath;
  throw new Error(
    'The packaged Chromium runs on Linux x64 only, and this machine has no Chrome or Chromium in the usual places. ' +
      'Install one, or set CHROMIUM_PATH to its program.',
  );
};

const packaged = async (
  folder: string,
  libraries: ChromiumBinaryOptions['libraries'],
): Promise<ChromiumBinary> => {
  const [unpacked, needsLibraries] = await Promise.all([
    unpackChromium(folder),
    libraries === 'packaged' || hasSystemLibraries().then((has) => !has),
  ]);
  const env = needsLibraries ? { LD_LIBRARY_PATH: unpacked.libraries } : {};
  const { executablePath, major } = unpacked;
  return { executablePath, env, major, kind: 'packaged' };
};

const find = async (options: ChromiumBinaryOptions, folder: string): Promise<ChromiumBinary> => {
  if (options.chromiumPath !== undefined)
    return { executablePath: named(options.chromiumPath), env: {}, kind: 'named' };
  if (process.platform === 'linux' && process.arch === 'x64') return packaged(folder, options.libraries);
  return { executablePath: installed(), env: {}, kind: 'installed' };
};

/**
 * Finds the browser, unpacking the packaged one where that can run, and gives it our fonts where it asks fontconfig for
 * them, which is on Linux. Throws a sentence that says what to do.
 */
export const chromiumBinary = async (options: ChromiumBinaryOptions = {}): Promise<ChromiumBinary> => {
  const folder = options.folder ?? tmpdir();
  if (process.platform !== 'linux') return find(options, folder);
  const [binary, fonts] = await Promise.all([find(options, folder), fontsConfFile(folder)]);
  return { ...binary, env: { ...binary.env, FONTCONFIG_FILE: fonts } };
};
