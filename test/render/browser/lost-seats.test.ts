import type { BrowserContext } from 'puppeteer-core';
import { expect, it, vi } from 'vitest';
import { dnsResolver } from '../../../functions/adapters/net/dns-resolver.ts';
import { createEgress } from '../../../functions/adapters/net/egress-proxy.ts';
import { outboundPolicy } from '../../../functions/domain/outbound-policy.ts';
import { type Browsers, warmBrowser } from '../../../functions/render/browser/browser.ts';
import { createSeats } from '../../../functions/render/browser/seats.ts';
import { processesOf } from '../../proof/browser-parts.ts';
import { PATIENCE_MS } from '../../support/patience-ms.ts';

const egress = createEgress({ policy: outboundPolicy([]), resolver: dnsResolver() });

it('knows of a seat that it has lost its way out though that went before its page was open', async () => {
  const browsers = warmBrowser();
  const killing: Browsers = {
    ...browsers,
    openContext: async (proxyUrl) => {
      const tenancy = await browsers.openContext(proxyUrl);
      const leader = tenancy.browser.process()?.pid ?? Number.NaN;
      // A new browser on a busy machine may have none yet, and then has not seen this one either.
      const network = await vi.waitUntil(() => processesOf(leader, 'network')[0], PATIENCE_MS);
      expect(tenancy.hasNetwork()).toBe(true);
      process.kill(network, 'SIGKILL');
      await vi.waitUntil(() => !processesOf(leader, 'network').includes(network), PATIENCE_MS);
      return tenancy;
    },
  };
  const seats = createSeats(egress, killing);
  try {
    const seat = await seats.take({});
    expect(seat.isLost()).toBe(true);
    await seats.leave(seat, true);
  } finally {
    await browsers.close();
  }
});

it('gives nobody a seat whose page has gone while it was open ahead', async () => {
  const browsers = warmBrowser();
  const contexts: BrowserContext[] = [];
  const noting: Browsers = {
    ...browsers,
    openContext: async (proxyUrl) => {
      const tenancy = await browsers.openContext(proxyUrl);
      contexts.push(tenancy.context);
      return tenancy;
    },
  };
  const seats = createSeats(egress, noting);
  try {
    seats.openAhead();
    await seats.idle();
    const [page] = (await contexts[0]?.pages()) ?? [];
    await page?.close();
    const seat = await seats.take({});
    expect([seat.isLost(), contexts.indexOf(seat.tenancy.context)]).toEqual([false, 1]);
    await seats.leave(seat, false);
  } finally {
    await browsers.close();
  }
});
