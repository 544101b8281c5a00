import { tmpdir } from 'node:os';
import { findInstalledChromium, isExecutable } from './installed-chromium.ts';
import { unpackChromium } from './packaged-chromium.ts';
import { hasSystemLibraries } from './system-libraries.ts';

/** The browser to launch. */
export interface ChromiumBinary {
  readonly executablePath: string;
  /** What the browser's process needs in its environment to find its libraries and fonts. */
  readonly env: Readonly<Record<string, string>>;
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

const named = (executablePath: string): ChromiumBinary => {
  if (isExecutable(executablePath)) return { executablePath, env: {}, kind: 'named' };
  throw new Error(
    `CHROMIUM_PATH is ${executablePath}, which is not a program. Set it to a Chrome or Chromium.`,
  );
};

const installed = (): ChromiumBinary => {
  const executablePath = findInstalledChromium();
  if (executablePath !== undefined) return { executablePath, env: {}, kind: 'installed' };
  throw new Error(
    'The packaged Chromium runs on Linux x64 only, and this machine has no Chrome or Chromium in the usual places. ' +
      'Install one, or set CHROMIUM_PATH to its program.',
  );
};

/** Finds the browser, unpacking the packaged one where that can run. Throws a sentence that says what to do. */
export const chromiumBinary = async (options: ChromiumBinaryOptions = {}): Promise<ChromiumBinary> => {
  if (options.chromiumPath !== undefined) return named(options.chromiumPath);
  if (process.platform !== 'linux' || process.arch !== 'x64') return installed();
  const { executablePath, fonts, libraries } = await unpackChromium(options.folder ?? tmpdir());
  const needsLibraries = options.libraries === 'packaged' || !(await hasSystemLibraries());
  const env = { FONTCONFIG_PATH: fonts, ...(needsLibraries ? { LD_LIBRARY_PATH: libraries } : {}) };
  return { executablePath, env, kind: 'packaged' };
};
