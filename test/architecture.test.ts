import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');

/** What each place may import of this repository; a place may always import itself. Longest prefix wins. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  'functions/domain': [],
  'functions/ports': ['functions/domain'],
  'functions/usecases': ['functions/domain', 'functions/ports'],
  'functions/adapters': ['functions/domain', 'functions/ports'],
  'functions/render': ['functions/domain', 'functions/ports'],
  // Its rooms: what each leans on, by the file where that is one or two.
  'functions/render/in-page': ['functions/domain'],
  'functions/render/blocking': [],
  'functions/render/fonts': ['functions/render/make-folder-once.ts'],
  'functions/render/page': [
    'functions/domain',
    'functions/ports',
    'functions/render/in-page',
    'functions/render/blocking/ad-filters.ts',
    'functions/render/fonts/han-families.ts',
  ],
  'functions/render/consent': ['functions/domain', 'functions/render/in-page', 'functions/render/page'],
  'functions/render/browser': [
    'functions/domain',
    'functions/ports',
    'functions/render/page/ready-page.ts',
    'functions/render/page/tab.ts',
    'functions/render/fonts/font-folder.ts',
    'functions/render/alarm.ts',
    'functions/render/group-of.ts',
    'functions/render/make-folder-once.ts',
    'functions/render/proc-file.ts',
    'functions/render/sweep-leftovers.ts',
    'functions/render/work.ts',
  ],
  'functions/render/frames': ['functions/domain', 'functions/render/pixels.ts'],
  'functions/render/picture': [
    'functions/domain',
    'functions/render/in-page',
    'functions/render/page',
    'functions/render/frames/framed-size.ts',
    'functions/render/alarm.ts',
    'functions/render/pixels.ts',
    'functions/render/work.ts',
  ],
  'functions/render/pdf': [
    'functions/domain',
    'functions/ports',
    'functions/render/picture',
    'functions/render/pixels.ts',
  ],
  'functions/render/verdict': [
    'functions/domain',
    'functions/render/in-page',
    'functions/render/picture',
    'functions/render/pixels.ts',
    'functions/render/work.ts',
  ],
  'functions/render/steps': [
    'functions/domain',
    'functions/render/blocking',
    'functions/render/consent',
    'functions/render/frames',
    'functions/render/in-page',
    'functions/render/page',
    'functions/render/pdf',
    'functions/render/picture',
    'functions/render/verdict',
    'functions/render/consent-of.ts',
    'functions/render/forget-document.ts',
    'functions/render/in-tries.ts',
    'functions/render/is-passing.ts',
    'functions/render/retake.ts',
    'functions/render/step.ts',
    'functions/render/work.ts',
  ],
  'functions/http': ['functions/domain', 'functions/ports', 'functions/usecases'],
  'functions/runtime': [
    'functions/domain',
    'functions/ports',
    'functions/usecases',
    'functions/adapters',
    'functions/render',
    'functions/http',
  ],
  'functions/api': ['functions/runtime', 'functions/http'],
  'functions/workers': ['functions/runtime', 'functions/usecases'],
  lib: ['functions', 'layers'],
  layers: ['functions/render'],
  bin: ['functions', 'lib', 'layers'],
  // Copied by people who have nothing else of this.
  examples: [],
  test: ['functions', 'lib', 'layers', 'bin', 'examples'],
};

/** Packages that only some places may import; every other package is free, but see the domain below. */
const packageHomes: readonly [name: RegExp, homes: readonly string[]][] = [
  [/^(aws-cdk-lib|constructs)(\/|$)/, ['lib', 'bin/app.ts', 'test']],
  [
    /^@aws-sdk\//,
    ['functions/adapters/aws', 'functions/runtime', 'functions/workers', 'bin', 'examples', 'test'],
  ],
  [/^(@duckduckgo\/autoconsent|@ghostery\/adblocker)$/, ['functions/render', 'layers/filters', 'test']],
  [/^(puppeteer-core|sharp|@sparticuz\/chromium)$/, ['functions/render', 'layers', 'test', 'bin']],
];

const domainPackages = ['zod', 'ipaddr.js', 'tldts'];

interface Import {
  readonly file: string;
  readonly specifier: string;
}

const filesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|mjs)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((file) => !/(^|\/)(node_modules|\.build)\//.test(file));

const files = ['bin', 'lib', 'functions', 'layers', 'examples', 'test'].flatMap(filesIn);

const importPattern =
  /(?:^|[\s;])(?:import|export)\s[^'";]*?from\s*['"]([^'"]+)['"]|import\s*\(?\s*['"]([^'"]+)['"]/g;
const imports: Import[] = files.flatMap((file) =>
  [...readFileSync(join(root, file), 'utf8').matchAll(importPattern)].map((match) => ({
    file,
    specifier: match[1] ?? match[2] ?? '',
  })),
);
// What is no code (package.json, cdk.json) has no place of its own.
const local = imports.filter(({ specifier }) => specifier.startsWith('.') && !specifier.endsWith('.json'));
const packages = imports.filter(
  ({ specifier }) => !specifier.startsWith('.') && !specifier.startsWith('node:'),
);

const isIn = (path: string, place: string): boolean => path === place || path.startsWith(`${place}/`);
const placeOf = (path: string): string | undefined =>
  Object.keys(mayImport)
    .filter((place) => isIn(path, place))
    .toSorted((a, b) => b.length - a.length)[0];
const targetOf = ({ file, specifier }: Import): string =>
  relative(root, resolve(root, dirname(file), specifier));

const rooms = readdirSync(join(root, 'functions/render'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => `functions/render/${name}`);

describe('the scan', () => {
  test('saw the code', () => {
    expect(files).toContain('functions/domain/capture.ts');
    expect(files.length).toBeGreaterThan(60);
    expect(local.length).toBeGreaterThan(150);
    expect(local).toContainEqual({ file: 'functions/ports/captures.ts', specifier: '../domain/capture.ts' });
    expect(packages).toContainEqual({ file: 'functions/domain/capture.ts', specifier: 'zod' });
  });

  test('every file has a place in the table', () => {
    expect(files.filter((file) => placeOf(file) === undefined)).toEqual([]);
  });

  test('every room of the renderer is in the table', () => {
    expect(rooms).toContain('functions/render/steps');
    expect(rooms.filter((room) => !Object.hasOwn(mayImport, room))).toEqual([]);
  });
});

describe('dependencies point inward', () => {
  test('by no allowance that nothing needs', () => {
    const idle = Object.entries(mayImport).flatMap(([place, allowed]) =>
      allowed
        .filter((target) => !local.some((one) => placeOf(one.file) === place && isIn(targetOf(one), target)))
        .map((target) => `${place} -> ${target}`),
    );
    expect(idle).toEqual([]);
  });

  test('between the places of the repository', () => {
    const outward = local.filter((one) => {
      const place = placeOf(one.file) ?? '';
      const target = targetOf(one);
      return !isIn(target, place) && !(mayImport[place] ?? []).some((allowed) => isIn(target, allowed));
    });
    expect(outward).toEqual([]);
  });

  // Not by way of what lies beside the rooms: a Work knows what all of them make.
  test('among the rooms of the renderer, of which none names one that leans on it', () => {
    const leansOn = (room: string) =>
      rooms.filter((other) => other !== room && mayImport[room]?.some((target) => isIn(target, other)));
    // Taken away are, time and again, those that lean on none of the rest: what stays goes round in a circle.
    let rest = rooms;
    for (let before = rest.length + 1; rest.length < before; ) {
      before = rest.length;
      rest = rest.filter((room) => leansOn(room).some((other) => rest.includes(other)));
    }
    expect(rest).toEqual([]);
  });

  test('the domain knows no clock, no randomness, no I/O and three packages', () => {
    const domain = files.filter((file) => isIn(file, 'functions/domain'));
    const foreign = imports.filter(
      ({ file, specifier }) =>
        isIn(file, 'functions/domain') && !specifier.startsWith('.') && !domainPackages.includes(specifier),
    );
    expect(foreign).toEqual([]);
    const impure = /\b(Date\.now|new Date\(\)|Math\.random|process\.|fetch\(|setTimeout|console\.)/;
    expect(domain.filter((file) => impure.test(readFileSync(join(root, file), 'utf8')))).toEqual([]);
  });

  test('to packages that have their homes', () => {
    const strays = packages.filter(({ file, specifier }) =>
      packageHomes.some(([name, homes]) => name.test(specifier) && !homes.some((home) => isIn(file, home))),
    );
    expect(strays).toEqual([]);
  });

  test('process.env is read in the runtime only', () => {
    // An installed browser is looked for along PATH, as a shell would.
    const exempt = ['functions/runtime', 'functions/render/browser/installed-chromium.ts'];
    const functions = files.filter(
      (file) => isIn(file, 'functions') && !exempt.some((place) => isIn(file, place)),
    );
    expect(functions.filter((file) => /process\.env\b/.test(readFileSync(join(root, file), 'utf8')))).toEqual(
      [],
    );
  });
});

describe('tests', () => {
  // They share their modules (vitest.config.ts): one that was loaded for another test before stays what it is.
  test('put no module in the place of another', () => {
    const tests = files.filter((file) => isIn(file, 'test'));
    expect(
      tests.filter((file) => /\bvi\.(do)?[mM]ock\(/.test(readFileSync(join(root, file), 'utf8'))),
    ).toEqual([]);
  });
});

describe('names', () => {
  test('are kebab-case and say what is inside', () => {
    const code = files.filter((file) => !isIn(file, 'test'));
    const names = code.map((file) => file.split('/').at(-1) ?? '');
    expect(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*\.(ts|mjs)$/.test(name))).toEqual([]);
    expect(
      code.filter((file) => /(utils?|helpers?|managers?|common|misc|index)\.(ts|mjs)$/.test(file)),
    ).toEqual([]);
  });
});
