import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { debianLists } from './debian-lists.ts';
import { engineOf } from './engine-of.ts';
import type { FilterLists } from './filter-lists.ts';
import { firstLists } from './first-lists.ts';
import { npmLists } from './npm-lists.ts';
import { officialLists } from './official-lists.ts';

const root = path.join(import.meta.dirname, '../..');
const built = path.join(import.meta.dirname, '.build');
/** EasyList asks to be fetched anew after four days; what it blocks changes little in a week. */
const FRESH_MS = 7 * 24 * 3_600_000;

/** The engine's files are for one version of it, and this folder's own files decide what is in them. */
const fingerprint = (): string => {
  const hash = createHash('sha256');
  const { packages }: { packages: Readonly<Record<string, { version: string }>> } = JSON.parse(
    readFileSync(path.join(root, 'package-lock.json'), 'utf8'),
  );
  hash.update(String(packages['node_modules/@ghostery/adblocker']?.version));
  for (const file of readdirSync(import.meta.dirname).filter((name) => name.endsWith('.ts'))) {
    hash.update(readFileSync(path.join(import.meta.dirname, file)));
  }
  return hash.digest('hex').slice(0, 16);
};

/** Where the engine's file is once it is built. */
const engineFile = (): string => path.join(built, fingerprint(), 'ad-filters.bin');

const isFresh = (file: string): boolean => existsSync(file) && Date.now() - statSync(file).mtimeMs < FRESH_MS;

/** The best first: whole lists where they are made, rules of them, and older lists. */
const sources = [officialLists, npmLists, debianLists];

const keep = (file: string, { source, texts }: FilterLists): void => {
  const engine = engineOf(texts);
  const folder = path.dirname(file);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'SOURCE.txt'), `${source}\n`);
  const partial = `${file}.${process.pid}`;
  writeFileSync(partial, engine);
  renameSync(partial, file);
  const outdated = readdirSync(built).filter((name) => name !== path.basename(folder));
  for (const name of outdated) rmSync(path.join(built, name), { recursive: true, force: true });
  console.log(`Filter lists: ${source}; ${(engine.byteLength / 1e6).toFixed(1)} MB.`);
};

const build = async (): Promise<void> => {
  const file = engineFile();
  if (isFresh(file)) return;
  const folder = mkdtempSync(path.join(tmpdir(), 'snapstack-filters-'));
  try {
    const lists = await firstLists(sources, folder, console.log);
    if (lists !== undefined) keep(file, lists);
    else if (existsSync(file)) console.log('Filter lists: older ones are used.');
    else
      console.log('Filter lists: none. Captures with block_ads block nothing, and say so in their warnings.');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/**
 * Fetches the lists of advertisements and trackers and makes the file of them that the render function reads
 * (functions/render/blocking/ad-filters.ts), unless that was done in the last week. Returns its path, or undefined where
 * no lists can be had, which is printed. Takes some five seconds where it has to fetch.
 */
export const buildFilters = (): string | undefined => {
  const file = engineFile();
  if (isFresh(file)) return file;
  // In a process of its own, since whoever synthesizes a template cannot wait for promises. What it prints is for
  // people, and may not get between what a command prints for programs.
  const program = path.join(import.meta.dirname, 'build.ts');
  execFileSync(process.execPath, [program], { stdio: ['ignore', 2, 2] });
  return existsSync(file) ? file : undefined;
};

if (import.meta.main) await build();
