import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { storedZip } from '../../lib/constructs/stored-zip.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'snapstack-zip-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const folderNamed = (name: string): string => {
  const folder = join(root, name);
  mkdirSync(join(folder, 'nodejs'), { recursive: true });
  writeFileSync(join(folder, 'nodejs/b.txt'), 'second');
  writeFileSync(join(folder, 'a.txt'), 'first', { mode: 0o755 });
  return folder;
};

test('a zip holds the files by their paths, uncompressed', () => {
  const bytes = readFileSync(storedZip(folderNamed('layer')));
  const files = Object.entries(unzipSync(bytes)).map(([path, content]) => [
    path,
    Buffer.from(content).toString(),
  ]);
  expect(files).toEqual([
    ['a.txt', 'first'],
    ['nodejs/b.txt', 'second'],
  ]);
  expect(bytes.includes('second')).toBe(true);
});

test('the same files make the same bytes, whenever they were written', () => {
  const [first, second] = [folderNamed('first'), folderNamed('second')];
  utimesSync(join(second, 'a.txt'), new Date(2001, 1, 1), new Date(2001, 1, 1));
  expect(readFileSync(storedZip(first))).toEqual(readFileSync(storedZip(second)));
});

test('what was zipped before is used again', () => {
  const folder = folderNamed('layer');
  const zip = storedZip(folder);
  const before = statSync(zip);
  expect(storedZip(folder)).toBe(zip);
  expect(statSync(zip)).toMatchObject({ ino: before.ino, mtimeMs: before.mtimeMs });
});
