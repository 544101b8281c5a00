import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findPython } from '../../bin/local/find-python.ts';
import { Refusal } from '../../bin/local/refusal.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'snapstack-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const fake = (name: string, script: string): void => {
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, name), 0o755);
};
const find = (): Promise<string> => findPython(folder, { PATH: folder });

test('takes the first that is new enough and has venv', async () => {
  fake('python3', 'echo 3 9 True');
  fake('python3.13', 'echo 3 13 True');
  fake('python3.12', 'echo 3 12 True');
  expect(await find()).toBe('python3.13');
});

test('passes over one that does not run, such as a shim without a version', async () => {
  fake('python3', 'echo "no version is set" >&2; exit 127');
  fake('python', 'echo 3 10 True');
  expect(await find()).toBe('python');
});

test('prefers a later one with venv to an earlier one without', async () => {
  fake('python3', 'echo 3 11 False');
  fake('python3.12', 'echo 3 12 True');
  expect(await find()).toBe('python3.12');
});

test('names the package where only the venv module is missing', async () => {
  fake('python3', 'echo 3 11 False');
  await expect(find()).rejects.toThrow(
    new Refusal(
      'Python 3.11 is here without its venv module: install it (Debian and Ubuntu: sudo apt install python3.11-venv) and run the command again.',
    ),
  );
});

test.each([
  ['there is none', () => {}],
  ['all are too old', () => fake('python3', 'echo 3 9 True')],
  ['it is Python 2', () => fake('python', 'echo 2 7 True')],
])('says what to install where %s', async (_, prepare) => {
  prepare();
  await expect(find()).rejects.toThrow(
    /^The local AWS engine needs Python 3\.10 or newer and none is on PATH: install it/,
  );
});

test('the real Python of this machine is understood', async () => {
  expect(await findPython(folder, process.env)).toMatch(/^python/);
});
