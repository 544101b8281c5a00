import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import puppeteer, { type Browser } from 'puppeteer-core';
import { alarm } from '../alarm.ts';
import { type ChromiumArgsOptions, chromiumArgs } from './chromium-args.ts';
import type { ChromiumBinary } from './chromium-binary.ts';
import { endProcessesNaming } from './end-processes-naming.ts';
import { groupMemory } from './group-memory.ts';
import { endProcessGroup } from './process-group.ts';
import { makeScratchFolder } from './scratch-folder.ts';

/** A launch that takes longer has failed. Cold, on one slow core, it takes 2 s. */
const LAUNCH_MS = 10_000;
/** A browser that has not left by then, when asked, is killed. */
const LEAVE_MS = 2_000;
/** What all that a browser draws at once may take, in bytes: as much as all of it may have. */
const SHARED = 2_000_000_000;

/** One running browser, with all of its processes and its profile folder. */
export interface BrowserProcess {
  readonly browser: Browser;
  /** Bytes that all of its processes have in memory; exact only above `limit`, see group-memory.ts. */
  memory(limit: number): Promise<number>;
  /** Asks it to leave, kills what does not, and removes its profile. Settles when nothing of it is left. */
  close(): Promise<void>;
  /** Kills it and its children at once and removes its profile. Settles when nothing of it is left. */
  kill(): Promise<void>;
}

/**
 * All that the browser sees of the environment. Nothing is inherited: a page that breaks out of its renderer must not
 * find the credentials of the function in /proc/self/environ.
 */
const scrubbedEnvironment = (profile: string, binary: ChromiumBinary): Record<string, string> => ({
  HOME: profile,
  TMPDIR: profile,
  XDG_CACHE_HOME: profile,
  XDG_CONFIG_HOME: profile,
  LANG: 'en_US.UTF-8',
  TZ: 'UTC',
  ...binary.env,
});

/** Launches a browser, connected by a pipe, with a scrubbed environment and a profile of its own. */
export const launchBrowser = async (
  binary: ChromiumBinary,
  drawing: Pick<ChromiumArgsOptions, 'webgl' | 'scale' | 'singleProcessProxy'>,
): Promise<BrowserProcess> => {
  const profile = await makeScratchFolder(SHARED);
  // A capture does not fail for what cannot be removed: another process sweeps it away once this one has ended.
  const removeProfile = () =>
    rm(profile, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
  // Linux: Lambda and most containers give no user namespaces. Elsewhere the installed Chrome brings its sandbox.
  const sandbox = process.platform !== 'linux';
  const givenUp = new AbortController();
  const launched = puppeteer.launch({
    executablePath: binary.executablePath,
    ignoreDefaultArgs: true,
    args: [...chromiumArgs({ profile, sandbox, major: binary.major, ...drawing }), 'about:blank'],
    env: scrubbedEnvironment(profile, binary),
    pipe: true,
    defaultViewport: null,
    downloadBehavior: { policy: 'deny' },
    signal: givenUp.signal,
    // Whoever holds the renderer decides what a signal to this process means.
    handleSIGHUP: false,
    handleSIGINT: false,
    handleSIGTERM: false,
  });
  // Puppeteer's own limit does not count with a pipe: it would wait for ever for a browser that dies as it comes up.
  const late = alarm(LAUNCH_MS, 'internal');
  const browser = await Promise.race([launched, late.promise])
    .catch(async (error: unknown) => {
      // Puppeteer tells of no process that it has not connected to. Before it kills that itself: one that is killed names
      // its folder no more, so that nobody could wait for its end, and while it is dying it would write the folder again.
      await endProcessesNaming(profile);
      givenUp.abort();
      await removeProfile();
      throw error;
    })
    .finally(late.stop);
  const pid = browser.process()?.pid;
  if (pid === undefined) throw new Error('The browser has no process.');

  const endAll = async () => {
    await endProcessGroup(pid);
    await removeProfile();
  };
  // Once only: later on the number may belong to another process.
  let ended: Promise<void> | undefined;
  const kill = () => {
    ended ??= endAll();
    return ended;
  };
  // One that dies while nobody uses it leaves its children and its profile, and nobody might look for long.
  browser.once('disconnected', () => void kill());
  return {
    browser,
    memory: groupMemory(pid),
    kill,
    close: async () => {
      await Promise.race([
        browser.close().catch(() => undefined),
        sleep(LEAVE_MS, undefined, { ref: false }),
      ]);
      await kill();
    },
  };
};
