import { cpSync, mkdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { buildFilters } from '../../layers/filters/build.ts';

const modules = join(import.meta.dirname, '../../node_modules');

/** What functions/render/consent/autoconsent.ts reads of the package, where its own `require` finds it. */
const autoconsent = [
  'package.json',
  'LICENSE',
  'dist/autoconsent.cjs.js',
  'dist/autoconsent.playwright.js',
  'rules/rules.json',
].map((file) => join(modules, '@duckduckgo/autoconsent', file));

/** Writes what the render function reads beside its code: autoconsent, and the filter lists where there are any. */
export const renderAssetsInto = (folder: string): void => {
  for (const file of autoconsent) {
    const target = join(folder, 'node_modules', relative(modules, file));
    mkdirSync(dirname(target), { recursive: true });
    cpSync(file, target);
  }
  const filters = buildFilters();
  if (filters !== undefined) cpSync(filters, join(folder, 'ad-filters.bin'));
};
