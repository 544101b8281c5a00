import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { pages } from '../support/fixture-site/pages.ts';

const require = createRequire(import.meta.url);
const font = readFileSync(
  require.resolve('@fontsource-variable/fraunces/files/fraunces-latin-opsz-normal.woff2'),
);

/** A photograph of nothing: soft colours and grain, as large a JPEG as a real one. */
const photo = (width: number, height: number, seed: number): Promise<Buffer> => {
  const hue = (seed * 47) % 360;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs>
<linearGradient id="g" x2="1" y2="1"><stop stop-color="hsl(${hue},60%,45%)"/><stop offset="1" stop-color="hsl(${(hue + 70) % 360},70%,70%)"/></linearGradient>
<filter id="n"><feTurbulence baseFrequency=".7" seed="${seed}"/><feColorMatrix values="0 0 0 0 .5 0 0 0 0 .5 0 0 0 0 .5 0 0 0 .35 0"/></filter></defs>
<rect width="100%" height="100%" fill="url(#g)"/><rect width="100%" height="100%" filter="url(#n)"/></svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 82 }).toBuffer();
};

const style = `<style>@font-face{font-family:Fraunces;src:url(/fraunces.woff2);font-weight:100 900}
body{margin:0;font:17px/1.6 Fraunces,serif;color:#20232a}nav,section,footer{padding:24px 64px}
.hero{background:#101828 url(/photo/1600x800/1) center/cover;color:#fff;padding:120px 64px}h1{font-size:64px;margin:0}
.cards{display:grid;grid-template-columns:repeat(3,1fr);gap:24px}.cards img{width:100%;border-radius:12px;display:block}</style>`;

const marketing = `<title>A product page</title>${style}<nav>Home Product Prices About</nav><div class="hero"><h1>All weather, one page</h1>
<p>Measured on the coast, told in a sentence.</p></div>${[0, 1]
  .map(
    (row) =>
      `<section class="cards">${[2, 3, 4]
        .map(
          (n) => `<article><img src="/photo/640x420/${n + row * 3}" width="640" height="420" alt="">
<h2>What it does</h2><p>It looks at the sky each minute and writes down what it sees, in words that everybody knows.</p></article>`,
        )
        .join('')}</section>`,
  )
  .join('')}<footer>Made by the harbour</footer>`;

const gallery = `<title>A gallery</title><style>body{margin:0;background:#111;display:grid;grid-template-columns:repeat(5,1fr);gap:8px;padding:8px}
img{width:100%;height:220px;object-fit:cover;display:block}</style>${Array.from(
  { length: 40 },
  (_, index) => `<img src="/photo/800x600/${index + 20}" alt="">`,
).join('')}`;

/** The pages that speed is measured on: a small one, one with pictures and web fonts, a gallery, and tall ones. */
export const startBenchSite = async () => {
  const photos = new Map<string, Promise<Buffer>>();
  const html = (body: string) => ({
    type: 'text/html; charset=utf-8',
    body: `<!doctype html><html lang="en">${body}`,
  });
  const answer = async (url: URL): Promise<{ readonly type: string; readonly body: Buffer | string }> => {
    const [, width, height, seed] = /^\/photo\/(\d+)x(\d+)\/(\d+)$/.exec(url.pathname) ?? [];
    if (width !== undefined) {
      const known = photos.get(url.pathname) ?? photo(Number(width), Number(height), Number(seed));
      photos.set(url.pathname, known);
      return { type: 'image/jpeg', body: await known };
    }
    if (url.pathname === '/fraunces.woff2') return { type: 'font/woff2', body: font };
    if (url.pathname === '/marketing') return html(marketing);
    if (url.pathname === '/gallery') return html(gallery);
    return html(pages[url.pathname]?.(url.searchParams) ?? '');
  };
  const server = createServer(async (request, response) => {
    const { type, body } = await answer(new URL(request.url ?? '/', 'http://bench'));
    response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    url: `http://${host}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
