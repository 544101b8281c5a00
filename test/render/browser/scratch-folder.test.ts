import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { scratchFolder } from '../../../functions/render/browser/scratch-folder.ts';

const EXABYTE = 1e18;
let memory: string;
beforeAll(async () => {
  memory = await mkdtemp(path.join(tmpdir(), 'snapstack-test-'));
});
afterAll(() => rm(memory, { recursive: true }));

it('is in memory where as much is free there', async () => {
  expect(await scratchFolder(1, memory)).toBe(memory);
});

it.each([
  ['less is free there', EXABYTE, () => memory],
  ['there is no such folder, as on Lambda', 1, () => '/no/such/folder'],
  // Nobody writes there, whoever it is.
  ['it can only be read', 1, () => '/proc'],
])('is the one for temporary files where %s', async (_case, bytes, folder) => {
  expect(await scratchFolder(bytes, folder())).toBe(tmpdir());
});
