import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { keepState, takeKeptState } from '../../bin/local/kept-state.ts';

test('what a stop kept is given once, so that a killed run leaves nothing to trust', () => {
  const folder = mkdtempSync(join(tmpdir(), 'snapstack-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const state = {
    engine: 'v1 4566',
    source: 'hash',
    deployed: { restApiId: 'a', apiStageName: 'live', imageBucketName: 'pics' },
    keys: { free: 'f', pro: 'p' },
  };
  expect(takeKeptState(folder)).toBeUndefined();
  keepState(folder, state);
  expect(takeKeptState(folder)).toEqual(state);
  expect(takeKeptState(folder)).toBeUndefined();
});
