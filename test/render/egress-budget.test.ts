import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createEgress } from '../../functions/adapters/net/egress-proxy.ts';
import { outboundPolicy } from '../../functions/domain/outbound-policy.ts';
import { browsers, type Rig, startRig } from './rig.ts';

const page = `<!doctype html><title>Heavy</title><script>
const more = new URLSearchParams(location.search).get('more')
if (more === 'bytes') fetch('/flood').then(async (answer) => { for await (const part of answer.body) part.length })
if (more === 'requests') setInterval(() => fetch('/small?' + Math.random()), 1)
</script>`;
/** Bytes that cost a browser as little as possible. */
const chunk = Buffer.from(`<!--${'-'.repeat(65_536)}-->`);

/** Sends without end at /flood and /endless, the latter as a page. */
const heavySite = async () => {
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    response.setHeader('Content-Type', 'text/html');
    if (path.startsWith('/small')) return response.end('<title>Small</title>');
    if (!/^\/(flood|endless)/.test(path)) return response.end(page);
    const more = (): void => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on('drain', more);
    return more();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
};

let rig: Rig;
let site: Awaited<ReturnType<typeof heavySite>>;
const onClosed = vi.fn();
beforeAll(async () => {
  site = await heavySite();
  const egress = createEgress({
    policy: outboundPolicy(['127.0.0.1']),
    resolver: { resolve: async (host) => [host] },
    limits: { bytesDown: 20_000_000, requests: 100 },
    onClosed,
  });
  rig = await startRig({ egress });
});
afterAll(async () => {
  await rig.close();
  site.server.closeAllConnections();
  site.server.close();
});

it.each([
  ['bytesDown', 'a page that downloads without end', '/?more=bytes'],
  ['bytesDown', 'a page without end', '/endless'],
  ['requests', 'a page that asks without end', '/?more=requests'],
])('ends a capture over %s: %s', async (limit, _what, path) => {
  onClosed.mockClear();
  const capturing = rig.capture(site.url + path, { wait_time: 20 });
  await expect(capturing).rejects.toMatchObject({ code: 'page_too_heavy' });
  expect(onClosed.mock.calls).toEqual([[expect.objectContaining({ limit })]]);
  // The browser is gone with it, and the next capture has one that knows nothing of it.
  expect(await browsers()).toEqual([]);
  expect((await rig.capture(`${site.url}/small`)).pageTitle).toBe('Small');
});
