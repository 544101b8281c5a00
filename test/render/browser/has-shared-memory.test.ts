import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { hasSharedMemory } from '../../../functions/render/browser/has-shared-memory.ts';

const EXABYTE = 1e18;

describe('hasSharedMemory', () => {
  it.each([
    ['there is as much', 1, tmpdir(), true],
    ['there is less', EXABYTE, tmpdir(), false],
    ['there is no such folder, as on Lambda', 1, '/no/such/folder', false],
  ])('tells whether a browser can use it where %s', async (_case, bytes, folder, has) => {
    expect(await hasSharedMemory(bytes, folder)).toBe(has);
  });
});
