import { access, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { makeScratchFolder } from '../../../functions/render/browser/scratch-folder.ts';

const EXABYTE = 1e18;
/** No process has this id. */
const GONE = 4_194_305;

let memory: string;
beforeAll(async () => {
  memory = await mkdtemp(path.join(tmpdir(), 'snapstack-test-'));
});
afterAll(() => rm(memory, { recursive: true }));

const made = async (bytes: number, parent: string): Promise<string> => {
  const folder = await makeScratchFolder(bytes, parent);
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
};

it('is in memory where as much is free there, and for nobody else to read', async () => {
  const folder = await made(1, memory);
  expect(path.dirname(folder)).toBe(memory);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
});

it.each([
  ['less is free there', EXABYTE, () => memory],
  ['there is no such folder, as on Lambda', 1, () => '/no/such/folder'],
  ['nothing can be made there', 0, () => '/proc'],
])('is among temporary files where %s', async (_case, bytes, parent) => {
  expect(path.dirname(await made(bytes, parent()))).toBe(tmpdir());
});

it('takes away those of processes that are gone, but for those that were counted elsewhere', async () => {
  const own = await made(1, memory);
  const name = path.basename(own).replace(`-${process.pid}-`, `-${GONE}-`);
  const [gone, foreign] = [path.join(memory, name), path.join(memory, `${name.slice(0, -4)}beef`)];
  await Promise.all([mkdir(gone), mkdir(foreign)]);
  await made(1, memory);
  const isThere = (folder: string) =>
    access(folder).then(
      () => true,
      () => false,
    );
  expect(await Promise.all([own, gone, foreign].map(isThere))).toEqual([true, false, true]);
});
