import { launch } from 'puppeteer-core';
import { dnsResolver } from '../../functions/adapters/net/dns-resolver.ts';
import { createEgress } from '../../functions/adapters/net/egress-proxy.ts';
import { captureOptions } from '../../functions/domain/capture-options.ts';
import { outboundPolicy } from '../../functions/domain/outbound-policy.ts';
import { chromiumBinary } from '../../functions/render/chromium-binary.ts';
import { chromiumRenderer } from '../../functions/render/chromium-renderer.ts';
import { quantile, report, timed } from './figures.ts';

const RUNS = 25;

/** A small page with our renderer and with the usual lines of puppeteer, in turn, both with a warm browser. */
export const rendererSpeed = async ({ page, host }: { page: string; host: string }): Promise<void> => {
  const egress = createEgress({ policy: outboundPolicy([host]), resolver: dnsResolver() });
  const renderer = chromiumRenderer({ egress });
  const { executablePath, env } = await chromiumBinary();
  const plain = await launch({
    executablePath,
    env: { ...process.env, ...env },
    args: ['--no-sandbox', '--hide-scrollbars'],
    defaultViewport: { width: 1280, height: 720 },
  });
  const options = captureOptions.parse({ url: page, wait_time: 0 });
  const ours = () => renderer.render(options, { inputs: { cookies: [] }, deadline: Date.now() + 60_000 });
  const theirs = async () => {
    const tab = await plain.newPage();
    await tab.goto(page, { waitUntil: 'load' });
    await tab.screenshot({ type: 'jpeg', quality: 80 });
    await tab.close();
  };
  const times = { ours: [] as number[], theirs: [] as number[] };
  try {
    for (let run = -3; run < RUNS; run += 1) {
      const [a, b] = [await timed(ours), await timed(theirs)];
      if (run < 0) continue;
      times.ours.push(a.seconds);
      times.theirs.push(b.seconds);
    }
  } finally {
    await Promise.all([renderer.close(), plain.close()]);
  }
  const [mine, usual] = [quantile(times.ours, 0.5), quantile(times.theirs, 0.5)];
  console.log('\nRenderer, small page, 1280x720 jpg, wait_time 0, warm');
  report('ours: isolated, through the proxy, with a preview; p50', `${(mine * 1_000).toFixed(0)} ms`);
  report('newPage, goto load, screenshot; p50', `${(usual * 1_000).toFixed(0)} ms`);
  report('ours / theirs', (mine / usual).toFixed(2));
};
