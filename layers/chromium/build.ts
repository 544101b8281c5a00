import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isLambdasPlatform } from '../is-lambdas-platform.ts';
import { packageClosure } from '../package-closure.ts';
import { printSize } from '../print-size.ts';
import { readLock } from '../read-lock.ts';
import { stagedLayer } from '../staged-layer.ts';

const root = path.join(import.meta.dirname, '../..');
/** What the render function finds in the layer; the rest of its code is bundled. */
const layered = ['@sparticuz/chromium', 'sharp', '@hyzyla/pdfium'];

/** Files that nothing reads at run time. Licences stay; the one of libvips and its parts is in its README. */
const isDeadWeight = (file: string): boolean =>
  /\.(d\.[cm]?ts|ts|map|cc|h|gyp|markdown)$/.test(file) ||
  (/readme\.md$/i.test(file) && !file.includes('sharp-libvips')) ||
  /\/(sharp\/(src|install)|tests?|\.github)$/.test(file) ||
  // The browser has fonts of its own: see layers/fonts.
  file.endsWith('/bin/fonts.tar.br');

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

/**
 * Stages the Lambda layer with Chromium and sharp (Linux, x64) below `folder` and returns its path. What is there for
 * the same versions is used again, and others are removed. Takes about a second; on other systems than Linux x64 npm
 * fetches what Lambda needs.
 */
export const buildChromiumLayer = (folder: string = path.join(import.meta.dirname, '.build')): string => {
  const locked = readLock();
  const packages = packageClosure(locked, layered);
  const sources = ['build.ts', '../package-closure.ts', 'README.md'].map((file) =>
    path.join(import.meta.dirname, file),
  );
  return stagedLayer(folder, { locked, packages, sources }, (partial) =>
    withPackages((from) => stage(packages, from, partial)),
  );
};

if (import.meta.main) printSize(buildChromiumLayer());
