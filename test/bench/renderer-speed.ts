import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { launch } from 'puppeteer-core';
import { dnsResolver } from '../../functions/adapters/net/dns-resolver.ts';
import { createEgress } from '../../functions/adapters/net/egress-proxy.ts';
import { captureOptions } from '../../functions/domain/capture-options.ts';
import { outboundPolicy } from '../../functions/domain/outbound-policy.ts';
import type { Picture } from '../../functions/ports/renderer.ts';
import { chromiumBinary } from '../../functions/render/browser/chromium-binary.ts';
import { chromiumRenderer } from '../../functions/render/chromium-renderer.ts';
import { benchPages } from './bench-pages.ts';
import { startBenchSite } from './bench-site.ts';
import { quantile, report, timed } from './figures.ts';

const RUNS = 25;
const AVIF_RUNS = 9;
const BETWEEN_MS = 150;

const ms = (seconds: number): string => `${(seconds * 1_000).toFixed(0)} ms`;

/** Our renderer and the usual lines of puppeteer, in turn, both with a warm browser; and what is heavy, by ours alone. */
export const rendererSpeed = async (): Promise<void> => {
  const site = await startBenchSite();
  const egress = createEgress({ policy: outboundPolicy([site.host]), resolver: dnsResolver() });
  const renderer = chromiumRenderer({ egress, worksAhead: true });
  const { executablePath, env } = await chromiumBinary();
  const plain = await launch({
    executablePath,
    env: { ...process.env, ...env },
    args: ['--no-sandbox', '--hide-scrollbars'],
    defaultViewport: { width: 1280, height: 720 },
  });
  const ours = (path: string, asked: object = {}): Promise<Picture> => {
    const options = captureOptions.parse({ url: site.url + path, wait_time: 0, ...asked });
    return renderer.render(options, { inputs: { cookies: [] }, deadline: Date.now() + 60_000 });
  };
  const theirs = async (path: string) => {
    const tab = await plain.newPage();
    await tab.goto(site.url + path, { waitUntil: 'load' });
    await tab.screenshot({ type: 'jpeg', quality: 80 });
    await tab.close();
  };
  console.log(
    '\nRenderer, 1280x720 jpg, wait_time 0, warm: isolated, through the proxy, checked; the preview is written while the file is stored',
  );
  try {
    for (const { path, what, most } of benchPages) {
      const times = { ours: [] as number[], preview: [] as number[], theirs: [] as number[] };
      for (let run = -3; run < RUNS; run += 1) {
        const a = await timed(() => ours(path));
        const preview = await timed(() => a.value.preview());
        // What each does afterwards must not slow down the other.
        await pause(BETWEEN_MS);
        const b = await timed(() => theirs(path));
        await pause(BETWEEN_MS);
        if (run < 0) continue;
        times.ours.push(a.seconds);
        times.preview.push(preview.seconds);
        times.theirs.push(b.seconds);
      }
      const [mine, usual] = [quantile(times.ours, 0.5), quantile(times.theirs, 0.5)];
      report(`${what}: ours, p50`, ms(mine));
      report(`${what}: the preview, after that, p50`, ms(quantile(times.preview, 0.5)));
      report(`${what}: newPage, goto load, screenshot, p50`, ms(usual));
      report(`${what}: ours / theirs`, (mine / usual).toFixed(2), `<= ${most.toFixed(2)}`);
    }
    console.log('\nRenderer, heavy pictures, warm');
    await ours('/bands?height=20000', { fullpage: true });
    const tall = await timed(() => ours('/bands?height=20000', { fullpage: true }));
    report('a whole page of 20,000 pixels, jpg', ms(tall.seconds), '<= 2,500 ms');
    await ours('/marketing', { format: 'avif' });
    const writing: number[] = [];
    for (let run = 0; run < AVIF_RUNS; run += 1) {
      const { timings } = await ours('/marketing', { format: 'avif' });
      writing.push(timings['encode'] ?? Number.NaN);
      await pause(BETWEEN_MS);
    }
    report(`writing an AVIF of 1280x720, p50 of ${AVIF_RUNS}`, `${quantile(writing, 0.5)} ms`, '<= 300 ms');
  } finally {
    await Promise.all([renderer.close(), plain.close()]);
    site.close();
  }
  const program = join(import.meta.dirname, 'tall-process.ts');
  const child = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [output] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  const { peak, seconds } = JSON.parse(output) as { peak: number; seconds: number };
  report('30,000 pixels at hidpi: time', ms(seconds));
  report(
    'the same: memory of the function and its browser',
    `${(peak / 1_048_576).toFixed(0)} MB`,
    '<= 2,048 MB',
  );
};
