import type { BrowserOptions, Browsers } from './browser.ts';
import { type BrowserProcess, launchBrowser } from './browser-process.ts';
import { chromiumBinary } from './chromium-binary.ts';

/** A browser of a single process for each capture, which needs neither several processes nor contexts. */
export const browserPerCapture = (options: BrowserOptions): Browsers => {
  const { webgl = true } = options;
  const alive = new Set<BrowserProcess>();
  const end = async (running: BrowserProcess, how: 'close' | 'kill') => {
    await running[how]();
    alive.delete(running);
  };
  return {
    openContext: async (proxyUrl, scale) => {
      const running = await launchBrowser(await chromiumBinary(options), {
        webgl,
        scale,
        singleProcessProxy: proxyUrl,
      });
      alive.add(running);
      return {
        browser: running.browser,
        context: running.browser.defaultBrowserContext(),
        hasNetwork: () => true,
        memory: running.memory,
        close: () => end(running, 'close'),
        kill: () => end(running, 'kill'),
      };
    },
    close: async () => {
      await Promise.all([...alive].map((running) => end(running, 'close')));
    },
  };
};
