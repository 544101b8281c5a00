/** What is accepted of the dependencies although a rule is against it, each with its reason. */
export interface Accepted {
  /** Packages with a script at installation, by name. It is never run (.npmrc): the reason says why that does no harm. */
  readonly scripts: Readonly<Record<string, string>>;
  /** Packages that the lock file has no hash of, by name. */
  readonly unhashed: Readonly<Record<string, string>>;
  /** Licences, as SPDX writes them, of what is deployed. */
  readonly licences: Readonly<Record<string, string>>;
  /** Advisories that need no other version yet, by their id (GHSA-…). */
  readonly advisories: Readonly<Record<string, { readonly reason: string; readonly until: string }>>;
}

const permissive = 'asks for its notice alone';
const forOtherSystems =
  'for other systems than Linux on x64 and arm64, on which this is developed: the registry that the lock was made with has no copy of it';
/** One by one, so that none of those which run here goes without. */
const unhashed = [
  '@biomejs/cli-android-arm64',
  '@biomejs/cli-android-x64',
  '@biomejs/cli-darwin-arm64',
  '@biomejs/cli-darwin-x64',
  '@biomejs/cli-win32-arm64',
  '@biomejs/cli-win32-x64',
  '@oxc-parser/binding-android-arm-eabi',
  '@oxc-parser/binding-android-arm64',
  '@oxc-parser/binding-darwin-arm64',
  '@oxc-parser/binding-darwin-x64',
  '@oxc-parser/binding-freebsd-x64',
  '@oxc-parser/binding-linux-arm-gnueabihf',
  '@oxc-parser/binding-linux-arm-musleabihf',
  '@oxc-parser/binding-linux-ppc64-gnu',
  '@oxc-parser/binding-linux-riscv64-gnu',
  '@oxc-parser/binding-linux-riscv64-musl',
  '@oxc-parser/binding-linux-s390x-gnu',
  '@oxc-parser/binding-openharmony-arm64',
  '@oxc-parser/binding-win32-arm64-msvc',
  '@oxc-parser/binding-win32-ia32-msvc',
  '@oxc-parser/binding-win32-x64-msvc',
];

/** See CONTRIBUTING.md, "Dependencies". What is here and not needed any more is a finding, too. */
export const accepted: Accepted = {
  scripts: {
    esbuild: 'only checks the program that its optional package brings, and is faster to start after it',
    'vue-demi':
      'switches between versions of Vue in a part of the reference page, whose one file is built already',
  },
  unhashed: Object.fromEntries(unhashed.map((name) => [name, forOtherSystems])),
  licences: {
    '0BSD': 'asks for nothing',
    'Apache-2.0': permissive,
    'BSD-2-Clause': permissive,
    'BSD-3-Clause': permissive,
    ISC: permissive,
    MIT: permissive,
    '(AFL-2.1 OR BSD-3-Clause)': `the latter is taken, which ${permissive}`,
    '(MIT OR CC0-1.0)': `the former is taken, which ${permissive}`,
    'MIT AND OFL-1.1':
      'fonts, which may go along with any program under their own licence: layers/fonts/README.md',
    'MPL-2.0':
      'its files are deployed unchanged, and where their source is stands in layers/filters/README.md',
    'LGPL-3.0-or-later':
      'libvips, a library of its own in the layer that anybody may replace: layers/chromium/README.md',
  },
  advisories: {},
};
