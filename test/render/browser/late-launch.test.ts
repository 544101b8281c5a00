import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import puppeteer from 'puppeteer-core';
import { afterEach, expect, it, vi } from 'vitest';
import { launchBrowser } from '../../../functions/render/browser/browser-process.ts';
import { groupOf } from '../../../functions/render/group-of.ts';
import { profiles } from '../rig.ts';

let silent: ChildProcess | undefined;
afterEach(() => {
  silent?.kill('SIGKILL');
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it('of a browser that is not heard of in time nothing runs any more by the time its folder is removed', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });

  let groupAtTheEnd: number | 'not given up' | undefined = 'not given up';
  vi.spyOn(puppeteer, 'launch').mockImplementation(async (options) => {
    const { args = [], signal } = options ?? {};
    // Comes up, and never says a word.
    silent = spawn('sleep', ['600'], { argv0: args.join(' '), detached: true, stdio: 'ignore' });
    signal?.addEventListener('abort', () => {
      groupAtTheEnd = groupOf(silent?.pid ?? 0);
    });
    await once(silent, 'spawn');
    vi.advanceTimersByTime(10_000);
    return new Promise(() => {});
  });
  const launched = launchBrowser({ kind: 'named', executablePath: 'sleep', env: {} }, { webgl: true });
  await expect(launched).rejects.toMatchObject({ code: 'internal' });
  expect(silent?.pid).toBeGreaterThan(0);
  expect(groupAtTheEnd).toBeUndefined();
  expect(await profiles()).toEqual([]);
});
