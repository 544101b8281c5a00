import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, BrowserContext } from 'puppeteer-core';
import type { Log } from '../../ports/log.ts';
import { type BrowserProcess, launchBrowser } from './browser-process.ts';
import { type ChromiumBinaryOptions, chromiumBinary } from './chromium-binary.ts';
import { watchNetworkService } from './network-service.ts';

export interface BrowserOptions extends ChromiumBinaryOptions {
  /** Captures after which a browser is replaced, before what pages leave behind in it adds up. */
  readonly recycleAfter?: number | undefined;
  /** WebGL in software; on unless said otherwise. */
  readonly webgl?: boolean | undefined;
  /** Watches what speaks to the network for the browser of a process group; by /proc unless said otherwise. */
  readonly watchNetwork?: ((leader: number) => () => boolean) | undefined;
  readonly log?: Log | undefined;
}

/** An isolated context of the warm browser: its own cookies, storage, cache and proxy. */
export interface Tenancy {
  readonly browser: Browser;
  readonly context: BrowserContext;
  /** Whether what speaks to the network for its browser is still what was there when the context was made. */
  hasNetwork(): boolean;
  /** Bytes that the browser has in memory, with all who are in it; exact only above `limit`. */
  memory(limit: number): Promise<number>;
  /** Closes the context, and the browser too when it is worn out or no longer obeys. */
  close(): Promise<void>;
  /** Kills the browser with all its processes, whoever else is in it. */
  kill(): Promise<void>;
}

/** Where captures get their contexts from. */
export interface Browsers {
  /**
   * A new context, whose every connection goes through the proxy; with `scale`, in a browser of its own, whose screen has so
   * many device pixels a CSS pixel. Throws when no browser can be launched.
   */
  openContext(proxyUrl: string, scale?: number): Promise<Tenancy>;
  /** Ends the browser, and with it what is still rendering. */
  close(): Promise<void>;
}

/** One launched browser and who is in it. */
interface Generation {
  readonly running: BrowserProcess;
  opened: number;
  tenants: number;
  /** Takes no new tenant, and ends with its last one. */
  retired: boolean;
}

const RECYCLE_AFTER = 100;
/** A context that has not opened or closed by then never will. Usual are 10 ms. */
const OPEN_MS = 3_000;
const CLOSE_MS = 2_000;

/** Whether `work` ends in time, well or badly. */
const settles = (work: Promise<unknown>, ms: number): Promise<boolean> => {
  const ended = () => true;
  return Promise.race([work.then(ended, ended), sleep(ms, false, { ref: false })]);
};

/** One browser for all captures: launched when it is needed, kept for the next capture, replaced in time. */
export const warmBrowser = (options: BrowserOptions = {}): Browsers => {
  const { recycleAfter = RECYCLE_AFTER, webgl = true, watchNetwork = watchNetworkService, log } = options;
  const alive = new Set<Generation>();
  /** Those for one tenant that are on their way. */
  const aside = new Set<Promise<Generation>>();
  let current: Promise<Generation> | undefined;

  const launch = async (scale?: number): Promise<Generation> => {
    const started = Date.now();
    const running = await launchBrowser(await chromiumBinary(options), { webgl, scale });
    const generation: Generation = { running, opened: 0, tenants: 0, retired: false };
    running.browser.once('disconnected', () => retire(generation));
    alive.add(generation);
    log?.('browser_launched', { durationMs: Date.now() - started });
    return generation;
  };

  const retire = (generation: Generation) => {
    generation.retired = true;
  };
  const end = async (generation: Generation, how: 'close' | 'kill') => {
    retire(generation);
    await generation.running[how]();
    alive.delete(generation);
  };

  /** The browser that takes the next tenant. Everybody who asks during a launch gets the one that is launched. */
  const take = async (): Promise<Generation> => {
    for (;;) {
      current ??= launch();
      const launching = current;
      const generation = await launching.catch((error: unknown) => {
        if (current === launching) current = undefined;
        throw error;
      });
      if (!generation.retired && generation.running.browser.connected) {
        generation.opened += 1;
        generation.tenants += 1;
        if (generation.opened >= recycleAfter) retire(generation);
        return generation;
      }
      if (current === launching) current = undefined;
      if (generation.tenants === 0) await end(generation, 'kill');
    }
  };

  /** A browser for one tenant, who needs another screen than everybody else. */
  const launchAside = async (scale: number): Promise<Generation> => {
    const launching = launch(scale);
    aside.add(launching);
    const generation = await launching.finally(() => aside.delete(launching));
    retire(generation);
    generation.tenants = 1;
    return generation;
  };

  const leave = async (generation: Generation, obeyed: boolean) => {
    generation.tenants -= 1;
    if (!obeyed) await end(generation, 'kill');
    else if (generation.retired && generation.tenants === 0) await end(generation, 'close');
  };

  const openContext = async (generation: Generation, proxyUrl: string): Promise<Tenancy> => {
    const { browser } = generation.running;
    // Before there is a context, which one that dies meanwhile takes the proxy from.
    const hasNetwork = watchNetwork(browser.process()?.pid ?? 0);
    try {
      const opening = browser.createBrowserContext({
        proxyServer: proxyUrl,
        proxyBypassList: ['<-loopback>'],
        downloadBehavior: { policy: 'deny' },
      });
      if (!(await settles(opening, OPEN_MS))) throw new Error('The browser does not answer any more.');
      const context = await opening;
      // What came up meanwhile is what the context has: another one may be in its place by the time somebody asks.
      hasNetwork();
      return {
        browser,
        context,
        hasNetwork,
        memory: generation.running.memory,
        close: async () => leave(generation, await settles(context.close(), CLOSE_MS)),
        kill: () => leave(generation, false),
      };
    } catch (error) {
      await leave(generation, false);
      throw error;
    }
  };

  return {
    openContext: async (proxyUrl, scale) => {
      if (scale !== undefined) return openContext(await launchAside(scale), proxyUrl);
      const generation = await take();
      const isFresh = generation.opened === 1;
      // A browser that died while nobody used it shows it only now; a new one that does is not tried again.
      return openContext(generation, proxyUrl).catch(async (error: unknown) => {
        if (isFresh) throw error;
        return openContext(await take(), proxyUrl);
      });
    },
    close: async () => {
      await Promise.allSettled([current, ...aside]);
      current = undefined;
      await Promise.all([...alive].map((generation) => end(generation, 'close')));
    },
  };
};
