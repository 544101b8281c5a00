import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import path from 'node:path';
import { fontFamilies, fontFiles, packageOf } from '../../functions/render/fonts/font-families.ts';
import { isLambdasPlatform } from '../is-lambdas-platform.ts';
import { printSize } from '../print-size.ts';
import { readLock } from '../read-lock.ts';
import { stagedLayer } from '../staged-layer.ts';

const root = path.join(import.meta.dirname, '../..');
const scope = 'node_modules/@expo-google-fonts';
const packages = Object.keys(fontFamilies).map((family) => `${scope}/${packageOf(family)}`);
/** What a package needs to be found, and the licences of its code and of its font. */
const besides = ['package.json', 'LICENSE', 'LICENSE_FONT'];

const stage = (to: string): void => {
  const copy = (file: string) => cpSync(path.join(root, file), path.join(to, 'nodejs', file));
  for (const name of packages) for (const file of besides) copy(path.join(name, file));
  for (const file of fontFiles) copy(path.join(scope, file));
  cpSync(path.join(import.meta.dirname, 'README.md'), path.join(to, 'nodejs', 'FONT-LICENCES.md'));
  // Elsewhere the layer's browser does not run; without the cache each cold start finds out by itself.
  if (!isLambdasPlatform()) return;
  const script = path.join(import.meta.dirname, 'make-cache.ts');
  execFileSync(process.execPath, [script, path.join(to, 'nodejs/node_modules/.fontconfig')]);
};

/**
 * Stages the Lambda layer with the browser's fonts below `folder` and returns its path. What is there for the same
 * versions is used again, and others are removed. Takes about a second, and some more where the browser has never run.
 */
export const buildFontLayer = (folder: string = path.join(import.meta.dirname, '.build')): string => {
  const sources = [
    ...['build.ts', 'make-cache.ts', 'README.md'].map((file) => path.join(import.meta.dirname, file)),
    ...['font-families.ts', 'fonts-conf.ts', 'font-folder.ts'].map((file) =>
      path.join(root, 'functions/render/fonts', file),
    ),
  ];
  // The cache is of the format of the browser's own fontconfig.
  const decisive = [...packages, 'node_modules/@sparticuz/chromium'];
  return stagedLayer(folder, { locked: readLock(), packages: decisive, sources }, stage);
};

if (import.meta.main) printSize(buildFontLayer());
