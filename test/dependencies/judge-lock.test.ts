import { describe, expect, test } from 'vitest';
import { type Accepted, accepted as ours } from '../../bin/dependencies/accepted.ts';
import type { LockedPackage, Manifest } from '../../bin/dependencies/dependency-files.ts';
import { judgeLock } from '../../bin/dependencies/judge-lock.ts';

const none: Omit<Accepted, 'advisories'> = { scripts: {}, unhashed: {}, licences: {} };
const good: LockedPackage = { version: '1.2.3', integrity: 'sha512-x', license: 'MIT' };

const judged = (
  packages: Readonly<Record<string, LockedPackage>>,
  {
    accepted = {},
    manifest = {},
    shipped = [],
  }: { accepted?: Partial<Accepted>; manifest?: Manifest; shipped?: readonly string[] } = {},
) => {
  const lock = { lockfileVersion: 3 as const, packages: { '': {}, ...packages } };
  return judgeLock({ manifest, lock, shipped: new Set(shipped) }, { ...none, ...accepted });
};

test('nothing is wrong with a package of the registry at one version', () => {
  const lock = {
    'node_modules/a': good,
    'node_modules/@b/c': { ...good, resolved: 'https://registry.npmjs.org/@b/c/-/c-1.2.3.tgz' },
  };
  expect(
    judged(lock, { manifest: { dependencies: { a: '1.2.3' }, devDependencies: { '@b/c': '1.2.3-rc.1' } } }),
  ).toEqual([]);
});

test.each([
  '^1.2.3',
  '~1.2.3',
  '1.x',
  '*',
  'latest',
  '>=1.2.3',
  '',
  'git+https://example.com/a.git',
  'file:../a',
  'npm:b@1.2.3',
])('a version of %j is not one version', (version) => {
  for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies'] as const) {
    expect(judged({}, { manifest: { [kind]: { a: version } } })).toEqual([
      `package.json asks for a ${version}: write one version, as npm i --save-exact does.`,
    ]);
  }
});

test.each([
  ['git+ssh://git@example.com/a.git#0123456'],
  ['https://example.com/a-1.2.3.tgz'],
  ['http://registry.npmjs.org/a/-/a-1.2.3.tgz'],
  ['https://registry.npmjs.org.example.com/a-1.2.3.tgz'],
  ['file:../a'],
])('a package from %s is named', (resolved) => {
  expect(judged({ 'node_modules/a': { ...good, resolved } })).toEqual([
    `node_modules/a does not come from the npm registry: ${resolved}.`,
  ]);
});

test('a link is named', () => {
  expect(judged({ 'node_modules/a': { link: true } })).toEqual([
    'node_modules/a does not come from the npm registry: it is a link.',
  ]);
});

test('a package without a hash is named, but for what another brings along', () => {
  const { integrity: _, ...bare } = good;
  const lock = { 'node_modules/@a/b-c': bare, 'node_modules/d/node_modules/e': { ...bare, inBundle: true } };
  expect(judged(lock)).toEqual(['package-lock.json has no integrity hash of node_modules/@a/b-c.']);
  expect(judged(lock, { accepted: { unhashed: { '@a/b-c': 'a reason' } } })).toEqual([]);
  // It stands for no other name, and is needed no more.
  expect(judged(lock, { accepted: { unhashed: { '@a/b-*': 'a reason' } } })).toHaveLength(2);
});

test('of what runs where this is developed, none is accepted without a hash', () => {
  // Named as their makers do, for Linux on x64 and arm64, with glibc and with musl.
  expect(Object.keys(ours.unhashed).filter((name) => /linux-(x64|arm64)/.test(name))).toEqual([]);
});

test('a script at installation is named, wherever the package lies', () => {
  const lock = { 'node_modules/d/node_modules/a': { ...good, hasInstallScript: true } };
  expect(judged(lock)).toEqual([expect.stringContaining('node_modules/d/node_modules/a has a script')]);
  expect(judged(lock, { accepted: { scripts: { a: 'a reason' } } })).toEqual([]);
});

describe('a licence', () => {
  const lock = {
    'node_modules/a': { ...good, license: 'AGPL-3.0-only' },
    'node_modules/b': { version: '1.2.3', integrity: 'sha512-x' },
  };
  test('of what is deployed is named', () => {
    expect(judged(lock, { shipped: ['node_modules/a', 'node_modules/b'] })).toEqual([
      expect.stringContaining('node_modules/a is deployed and has the licence AGPL-3.0-only'),
      expect.stringContaining('node_modules/b is deployed and has the licence no licence'),
    ]);
  });
  test('that is accepted is not, nor is one of what is only developed with', () => {
    expect(
      judged(lock, { shipped: ['node_modules/a'], accepted: { licences: { 'AGPL-3.0-only': 'so' } } }),
    ).toEqual([]);
    expect(judged(lock)).toEqual([]);
  });
});

test('what is accepted without need is named', () => {
  const accepted = { scripts: { a: 'so' }, unhashed: { b: 'so' }, licences: { MIT: 'so' } };
  expect(judged({ 'node_modules/c': good }, { accepted })).toEqual(
    ['b', 'a', 'MIT'].map((name) => `bin/dependencies/accepted.ts has ${name}, which is needed no more.`),
  );
});
