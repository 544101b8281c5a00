import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readStackFile, removeStackFile, writeStackFile } from '../../bin/local/stack-file.ts';

const stack = {
  api: 'http://127.0.0.1:1',
  static: 'http://127.0.0.1:2',
  keys: { free: 'aaaaaaaaaaaa', pro: 'bbbbbbbbbbbb' },
  engine: { endpoint: 'http://127.0.0.1:3', region: 'eu-west-3' },
};
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'snapstack-test-'));
  file = join(folder, 'deeper', 'stack.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('holds what a program needs to use the stack, as JSON for this user alone', () => {
  writeStackFile(file, stack);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(stack);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readStackFile(file)).toEqual(stack);
});

test('is gone when the stack ends', () => {
  writeStackFile(file, stack);
  removeStackFile(file, stack.api);
  removeStackFile(file, stack.api);
  expect(readStackFile(file)).toBeUndefined();
});

test('stays when another stack has written it meanwhile', () => {
  writeStackFile(file, stack);
  removeStackFile(file, 'http://127.0.0.1:9');
  expect(readStackFile(file)).toEqual(stack);
});

test('counts as absent when it is broken', () => {
  writeStackFile(file, stack);
  writeFileSync(file, '{"api":');
  expect(readStackFile(file)).toBeUndefined();
});
