import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const text = readFileSync(join(root, 'SECURITY.md'), 'utf8');

const filesIn = (markdown: string): readonly string[] =>
  [...markdown.matchAll(/`([\w.-]+\/[\w./-]+|\.npmrc)`|\]\(([\w./-]+)\)/g)].map(
    ([, code, link]) => code ?? link ?? '',
  );
const threats = text
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (threat|---) \|/.test(line))
  .map((line) => line.split('|').slice(1, -1));

test('every file that SECURITY.md names is there', () => {
  const files = filesIn(text);
  expect(files.length).toBeGreaterThan(60);
  expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
});

test('every threat has a measure in the code and a test', () => {
  expect(threats.length).toBeGreaterThan(20);
  for (const [threat = '', measure = '', proof = '', ...more] of threats) {
    expect(more, threat).toEqual([]);
    expect(filesIn(measure).join(' '), threat).toMatch(/\b(functions|lib|bin)\//);
    expect(filesIn(proof).length, threat).toBeGreaterThan(0);
    expect(
      filesIn(proof).filter((file) => !file.startsWith('test/')),
      threat,
    ).toEqual([]);
  }
});
