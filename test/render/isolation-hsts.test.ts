import { createHash, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { developmentCertificates } from '../../bin/local/development-certificates.ts';
import { createEgress } from '../../functions/adapters/net/egress-proxy.ts';
import { outboundPolicy } from '../../functions/domain/outbound-policy.ts';
import { chromiumBinary } from '../../functions/render/browser/chromium-binary.ts';
import { chromiumRenderer } from '../../functions/render/chromium-renderer.ts';
import { someOptions } from '../support/builders.ts';
import { servePages } from '../support/served-pages.ts';

/** Browsers keep no HSTS for addresses. */
const HOST = 'secure.example';

/** A browser that takes one certificate for a good one: HSTS counts only where there is nothing wrong with it. */
const trusting = async (folder: string, cert: string): Promise<string> => {
  const key = new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' });
  const hash = createHash('sha256').update(key).digest('base64');
  const { executablePath } = await chromiumBinary();
  const file = path.join(folder, 'browser');
  const script = `#!/bin/sh\nexec '${executablePath}' '--ignore-certificate-errors-spki-list=${hash}' "$@"\n`;
  await writeFile(file, script, { mode: 0o755 });
  return file;
};

it('a capture does not know which hosts another one may ask by https alone', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'snapstack-hsts-'));
  const pair = developmentCertificates().server({ hosts: [HOST] });
  const plain = await servePages();
  const plainUrl = plain.url.replace('127.0.0.1', HOST);
  plain.pages.set('/', '<title>Plain</title><body>Words');
  const secure = createServer(pair, (_request, response) => {
    response.writeHead(200, {
      'content-type': 'text/html',
      'strict-transport-security': 'max-age=9999',
    });
    response.end(`<title>Secure</title><body>Words<script>location='${plainUrl}/'</script>`);
  }).listen(0, '127.0.0.1');
  await once(secure, 'listening');
  const { port } = secure.address() as AddressInfo;
  const renderer = chromiumRenderer({
    egress: createEgress({
      policy: outboundPolicy([`${HOST}:${port}`, `${HOST}:${new URL(plainUrl).port}`]),
      resolver: { resolve: async () => ['127.0.0.1'] },
    }),
    anyRegionFromHere: true,
    chromiumPath: await trusting(folder, pair.cert),
  });
  const capture = (url: string) =>
    renderer.render(someOptions({ url, wait_time: 0 }), {
      deadline: Date.now() + 30_000,
      inputs: { cookies: [] },
    });
  try {
    // The first one is sent to the plain page by a host that has asked for https, and asks by that.
    await expect(capture(`https://${HOST}:${port}/`)).rejects.toMatchObject({ code: 'tls_failed' });
    expect(plain.requests).toEqual([]);
    expect((await capture(`${plainUrl}/`)).pageTitle).toBe('Plain');
  } finally {
    await renderer.close();
    await plain.close();
    secure.close();
    secure.closeAllConnections();
    await rm(folder, { recursive: true });
  }
});
