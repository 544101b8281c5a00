import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { sourceHash } from '../../bin/local/source-hash.ts';

test('changes with the sources, their names and the settings, and with nothing else', () => {
  const root = mkdtempSync(join(tmpdir(), 'snapstack-test-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const write = (path: string, text: string): void => {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const hash = (allow = ''): string => sourceHash(root, { allow });
  write('functions/domain/a.ts', 'a');
  const first = hash();
  write('test/a.test.ts', 'not deployed');
  write('functions/node_modules/x/index.js', 'locked');
  write('layers/chromium/.build/layer.zip', 'built from the sources');
  expect(hash()).toBe(first);
  expect(hash('localhost')).not.toBe(first);
  write('functions/domain/a.ts', 'b');
  expect(hash()).not.toBe(first);
  write('functions/domain/a.ts', 'a');
  expect(hash()).toBe(first);
  write('cdk.json', '{}');
  expect(hash()).not.toBe(first);
});
