import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { makeScratchFolder } from '../../functions/render/browser/scratch-folder.ts';
import { detachedSleeper, isAlive, killIfAlive } from './processes.ts';
import { writtenPid } from './written-pid.ts';

const keeperFile = join(import.meta.dirname, '../../bin/local/keeper.ts');
const savesOnTerm = "process.on('SIGTERM', () => process.exit(0)); setInterval(() => {}, 1000);";

let scratch: string;
let started: number[];
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'snapstack-test-'));
  started = [];
});
afterEach(() => {
  started.forEach(killIfAlive);
});

/** A keeper with a process that has written its detached sleeper's id. */
async function keep(program: string) {
  const ready = join(scratch, 'sleeper');
  const keptProgram = `${detachedSleeper} require('node:fs').writeFileSync('${ready}', sleeper.pid + '\\n'); ${program}`;
  const keeper = spawn(process.execPath, [keeperFile, scratch, process.execPath, '-e', keptProgram], {
    detached: true,
    env: { ...process.env, TMPDIR: scratch },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [pid] = (await once(keeper, 'message')) as [number];
  const sleeper = await writtenPid(ready);
  started = [keeper.pid ?? 0, pid, sleeper];
  return { keeper, pid, sleeper };
}

test('lets its process save, ends what that left, and tells how it went', async () => {
  const { keeper, pid, sleeper } = await keep(savesOnTerm);
  keeper.send('stop');
  expect(await once(keeper, 'exit')).toEqual([0, null]);
  expect([pid, sleeper].map(isAlive)).toEqual([false, false]);
  expect(existsSync(scratch)).toBe(false);
});

test.runIf(process.platform === 'linux')('removes what browsers of what it ended had in memory', async () => {
  const own = await makeScratchFolder(0);
  onTestFinished(() => rm(own, { recursive: true }));
  const { keeper, sleeper } = await keep(savesOnTerm);
  const theirs = own.replace(`-${process.pid}-`, `-${sleeper}-`);
  mkdirSync(theirs);
  keeper.send('stop');
  await once(keeper, 'exit');
  expect([own, theirs].map((folder) => existsSync(folder))).toEqual([true, false]);
});

test('ends all of it when its owner is gone', async () => {
  const { keeper, pid, sleeper } = await keep(savesOnTerm);
  keeper.disconnect();
  await once(keeper, 'exit');
  expect([pid, sleeper].map(isAlive)).toEqual([false, false]);
});

test('has its process write for this user alone', async () => {
  const { keeper } = await keep(savesOnTerm);
  expect(statSync(join(scratch, 'sleeper')).mode & 0o777).toBe(0o600);
  keeper.send('stop');
  await once(keeper, 'exit');
});

test('kills at once when told to', async () => {
  const { keeper, pid, sleeper } = await keep(
    "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000);",
  );
  keeper.send('kill');
  expect(await once(keeper, 'exit')).toEqual([1, null]);
  expect([pid, sleeper].map(isAlive)).toEqual([false, false]);
});

test('leaves a Ctrl-C to its owner', async () => {
  const { keeper, pid } = await keep(savesOnTerm);
  keeper.kill('SIGINT');
  keeper.kill('SIGHUP');
  keeper.send('stop');
  expect(await once(keeper, 'exit')).toEqual([0, null]);
  expect(isAlive(pid)).toBe(false);
});

test('ends with its process', async () => {
  const { keeper, sleeper } = await keep('setTimeout(() => process.exit(7), 100);');
  expect(await once(keeper, 'exit')).toEqual([7, null]);
  expect(isAlive(sleeper)).toBe(false);
});
