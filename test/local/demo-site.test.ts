import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DemoSite, startDemoSite } from '../../bin/local/demo-site.ts';

let site: DemoSite;
beforeAll(async () => {
  site = await startDemoSite(undefined);
});
afterAll(() => site.close());

test('the page and all that it loads come from this machine', async () => {
  const page = await (await fetch(site.url)).text();
  const style = await (await fetch(`${site.url}/style.css`)).text();
  const loaded = [...`${page}${style}`.matchAll(/(?:src="|<link rel="stylesheet" href="|url\(")([^"]+)"/g)];
  expect(loaded.length).toBeGreaterThanOrEqual(6);
  for (const [, path = ''] of loaded) {
    const response = await fetch(new URL(path, `${site.url}/`));
    expect([path, response.status, new URL(response.url).host]).toEqual([path, 200, site.host]);
    expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(500);
  }
});

test.each([
  ['/', 'text/html; charset=utf-8'],
  ['/style.css', 'text/css; charset=utf-8'],
  ['/harbour.svg', 'image/svg+xml'],
  ['/fraunces.woff2', 'font/woff2'],
])('%s is %s', async (path, type) => {
  expect((await fetch(`${site.url}${path}`)).headers.get('content-type')).toBe(type);
});

test.each(['/nothing', '/../package.json', '//', '/constructor'])('there is no %s', async (path) => {
  expect((await fetch(`${site.url}${path}`)).status).toBe(404);
});
