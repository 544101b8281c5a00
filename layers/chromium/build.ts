import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type LockedPackages, packageClosure } from './package-closure.ts';

const root = path.join(import.meta.dirname, '../..');
/** What the render function finds in the layer; the rest of its code is bundled. */
const layered = ['@sparticuz/chromium', 'sharp', '@hyzyla/pdfium'];

const readLock = (): LockedPackages => {
  const lock: { packages: LockedPackages } = JSON.parse(
    readFileSync(path.join(root, 'package-lock.json'), 'utf8'),
  );
  return lock.packages;
};

/** Files that nothing reads at run time. Licences stay; the one of libvips and its parts is in its README. */
const isDeadWeight = (file: string): boolean =>
  /\.(d\.[cm]?ts|ts|map|cc|h|gyp|markdown)$/.test(file) ||
  (/readme\.md$/i.test(file) && !file.includes('sharp-libvips')) ||
  /\/(sharp\/(src|install)|tests?|\.github)$/.test(file);

const isLambdasPlatform = (): boolean => {
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  return process.platform === 'linux' && process.arch === 'x64' && header.glibcVersionRuntime !== undefined;
};

/** Installs the locked dependencies as Lambda needs them into a temporary folder, and hands that to `use`. */
const withInstalledForLambda = (use: (folder: string) => void): void => {
  const folder = mkdtempSync(path.join(tmpdir(), 'snapstack-layer-'));
  try {
    for (const file of ['package.json', 'package-lock.json'])
      cpSync(path.join(root, file), path.join(folder, file));
    const platform = ['--os=linux', '--cpu=x64', '--libc=glibc'];
    const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    execFileSync('npm', ['ci', '--omit=dev', ...platform, ...quiet], { cwd: folder, stdio: 'inherit' });
    use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const withPackages = (use: (folder: string) => void): void =>
  isLambdasPlatform() ? use(root) : withInstalledForLambda(use);

const stage = (closure: readonly string[], from: string, to: string): void => {
  for (const name of closure) {
    cpSync(path.join(from, name), path.join(to, 'nodejs', name), {
      recursive: true,
      // What is nested in a package is copied when it is part of the closure.
      filter: (file) =>
        !isDeadWeight(file) && !file.slice(path.join(from, name).length).includes('/node_modules'),
    });
  }
  cpSync(path.join(import.meta.dirname, 'README.md'), path.join(to, 'nodejs', 'LICENCES.md'));
};

/** What decides the layer's content: the versions, and this folder's own files. */
const fingerprint = (closure: readonly string[], packages: LockedPackages): string => {
  const hash = createHash('sha256');
  for (const name of closure) hash.update(`${name}@${packages[name]?.version}\n`);
  for (const file of ['build.ts', 'package-closure.ts', 'README.md']) {
    hash.update(readFileSync(path.join(import.meta.dirname, file)));
  }
  return hash.digest('hex').slice(0, 16);
};

/**
 * Stages the Lambda layer with Chromium and sharp (Linux, x64) below `folder` and returns its path. What is there for
 * the same versions is used again, and others are removed. Takes about a second; on other systems than Linux x64 npm
 * fetches what Lambda needs.
 */
export const buildChromiumLayer = (folder: string = path.join(import.meta.dirname, '.build')): string => {
  const packages = readLock();
  const closure = packageClosure(packages, layered);
  const name = fingerprint(closure, packages);
  const layer = path.join(folder, name);
  mkdirSync(folder, { recursive: true });
  if (existsSync(layer)) return layer;

  const partial = mkdtempSync(path.join(folder, 'part-'));
  withPackages((from) => stage(closure, from, partial));
  const outdated = readdirSync(folder).filter((entry) => entry !== name && !entry.startsWith('part-'));
  for (const entry of outdated) rmSync(path.join(folder, entry), { recursive: true, force: true });
  try {
    renameSync(partial, layer);
  } catch (error) {
    // Another process may have staged the same in the meantime.
    rmSync(partial, { recursive: true, force: true });
    if (!existsSync(layer)) throw error;
  }
  return layer;
};

/** Bytes of all files below a folder. */
const sizeOf = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0);

if (import.meta.main) {
  const started = performance.now();
  const layer = buildChromiumLayer();
  const megabytes = (sizeOf(layer) / 1e6).toFixed(1);
  const seconds = ((performance.now() - started) / 1_000).toFixed(1);
  console.log(
    `${path.relative(root, layer)}: ${megabytes} MB unpacked, of the 250 MB that Lambda allows (${seconds} s)`,
  );
}
