import { setTimeout as pause } from 'node:timers/promises';
import { dnsResolver } from '../../functions/adapters/net/dns-resolver.ts';
import { createEgress } from '../../functions/adapters/net/egress-proxy.ts';
import { captureOptions } from '../../functions/domain/capture-options.ts';
import { outboundPolicy } from '../../functions/domain/outbound-policy.ts';
import type { Egress } from '../../functions/ports/egress.ts';
import type { Renderer } from '../../functions/ports/renderer.ts';
import { chromiumRenderer } from '../../functions/render/chromium-renderer.ts';
import { benchPages } from './bench-pages.ts';
import { startBenchSite } from './bench-site.ts';
import { quantile, report, timed } from './figures.ts';

const ROUNDS = 30;
const BETWEEN_MS = 150;
const MOST_PERCENT = 5;

/** No proxy at all: the browser takes the site itself for one, which answers a request in absolute form like every other one. */
const straightTo = (proxyUrl: string): Egress => ({
  open: async () => ({
    proxyUrl,
    denial: () => undefined,
    overspent: new Promise(() => {}),
    cutOff: () => {},
    close: async () => {},
  }),
});

/** What the egress proxy costs: the same captures by the same renderer with it and without, in turn. */
export const proxyCost = async (): Promise<void> => {
  const site = await startBenchSite();
  const egress = createEgress({ policy: outboundPolicy([site.host]), resolver: dnsResolver() });
  const through = chromiumRenderer({ egress, worksAhead: true });
  const straight = chromiumRenderer({ egress: straightTo(site.url), worksAhead: true });
  const secondsOf = async (renderer: Renderer, path: string): Promise<number> => {
    const options = captureOptions.parse({ url: site.url + path, wait_time: 0 });
    const asked = { inputs: { cookies: [] }, deadline: Date.now() + 60_000 };
    const { seconds } = await timed(() => renderer.render(options, asked));
    await pause(BETWEEN_MS);
    return seconds;
  };
  console.log('\nThe egress proxy: a capture through it, and the same straight to the site');
  try {
    for (const { path, what } of benchPages) {
      const pairs: { readonly loaded: number; readonly free: number }[] = [];
      for (let round = -3; round < ROUNDS; round += 1) {
        // Each comes first as often: what a capture leaves to do takes time from the next one.
        const [first, second] = round % 2 === 0 ? [through, straight] : [straight, through];
        const seconds = [await secondsOf(first, path), await secondsOf(second, path)] as const;
        if (round < 0) continue;
        const [loaded, free] = first === through ? seconds : [seconds[1], seconds[0]];
        pairs.push({ loaded, free });
      }
      const free = quantile(
        pairs.map((pair) => pair.free),
        0.5,
      );
      // Of the differences within a round, since a busy machine changes more between rounds than the proxy costs.
      const cost = quantile(
        pairs.map((pair) => pair.loaded - pair.free),
        0.5,
      );
      report(`${what}: without the proxy, p50`, `${(free * 1_000).toFixed(0)} ms`);
      report(`${what}: the proxy costs`, `${((cost / free) * 100).toFixed(1)} %`, `<= ${MOST_PERCENT} %`);
    }
  } finally {
    await Promise.all([through.close(), straight.close()]);
    site.close();
  }
};
