import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { capturingBrowser } from '../../bin/local/capturing-browser.ts';
import { Refusal } from '../../bin/local/refusal.ts';

let folder: string;
let chrome: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'snapstack-test-'));
  chrome = join(folder, 'chromium');
  writeFileSync(chrome, '');
  chmodSync(chrome, 0o755);
});
afterEach(() => rmSync(folder, { recursive: true }));

test('Linux on x64 uses the packaged browser, whatever is installed', () => {
  expect(capturingBrowser('linux', 'x64', { PATH: folder })).toBeUndefined();
});

test('elsewhere the installed one is found', () => {
  expect(capturingBrowser('linux', 'arm64', { PATH: folder })).toBe(chrome);
});

test('CHROMIUM_PATH names one anywhere', () => {
  expect(capturingBrowser('linux', 'x64', { CHROMIUM_PATH: chrome })).toBe(chrome);
});

test('a CHROMIUM_PATH that is no program is refused', () => {
  chmodSync(chrome, 0o644);
  expect(() => capturingBrowser('linux', 'x64', { CHROMIUM_PATH: chrome })).toThrow(
    new Refusal(`CHROMIUM_PATH is ${chrome}, which is not a program: set it to Chrome or Chromium.`),
  );
});
