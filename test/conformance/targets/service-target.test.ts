import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serviceTarget } from './service-target.ts';

/** A service of somebody else, with what this project's own tells and without. */
const answers: Readonly<Record<string, (base: string) => unknown>> = {
  '/capture/full': (base) => ({
    status: 'done',
    image: `${base}/files/picture.png`,
    preview: `${base}/files/preview.webp`,
    output_width: 640,
    output_height: 360,
    meta_http_status: 404,
    warnings: ['The page is long.'],
    checks: { blank: false },
    timings: { shoot: 12 },
  }),
  '/capture/sparse': (base) => ({ status: 'done', download: `${base}/files/held.png`, output_height: null }),
  '/capture/lost': () => ({ status: 'failed', error_code: 'dns_failed', error: 'No such name.' }),
};

const bodies: Record<string, unknown>[] = [];
let base = '';
const server = createServer((request, response) => {
  const path = request.url ?? '';
  if (path.startsWith('/files/')) {
    response.end(path);
    return;
  }
  if (request.method === 'GET') {
    response.end(JSON.stringify(answers[path]?.(base) ?? {}));
    return;
  }
  let text = '';
  request.on('data', (part) => {
    text += part;
  });
  request.on('end', () => {
    const body = JSON.parse(text) as Record<string, unknown>;
    bodies.push(body);
    const token = new URL(String(body['url'])).pathname.slice(1);
    response.end(
      JSON.stringify(token === 'refused' ? { error: 'pro_required', detail: 'selector' } : { token }),
    );
  });
});
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

const capture = (token: string) =>
  serviceTarget(base, 'aB3kR7mZx9Lq').capture(`http://pages.example/${token}?a=1`, {
    options: { format: 'png' },
  });
const textOf = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString();

it('hands on the file, its preview, and what is told of them', async () => {
  const found = await capture('full');
  if (found.outcome !== 'file') throw new Error('it failed');
  expect([textOf(found.bytes), textOf(found.preview)]).toEqual(['/files/picture.png', '/files/preview.webp']);
  expect(found.told).toEqual({
    width: 640,
    height: 360,
    httpStatus: 404,
    finalUrl: undefined,
    title: undefined,
    warnings: ['The page is long.'],
    checks: { blank: false },
    timings: { shoot: 12 },
    place: 'published',
  });
});

it('asks with the key and the options, each time for another address', async () => {
  const [one, other] = [bodies.length, bodies.length + 1];
  await capture('full');
  await capture('full');
  expect(bodies[one]).toMatchObject({ key: 'aB3kR7mZx9Lq', format: 'png', wait_time: 0 });
  expect(bodies[one]?.['url']).toMatch(/^http:\/\/pages\.example\/full\?a=1&unlike=/);
  expect(bodies[one]?.['url']).not.toBe(bodies[other]?.['url']);
});

it('takes a file that is held for one that is not published', async () => {
  const found = await capture('sparse');
  if (found.outcome !== 'file') throw new Error('it failed');
  expect(textOf(found.bytes)).toBe('/files/held.png');
  expect(found.told).toMatchObject({ place: 'held', height: undefined, warnings: [], checks: undefined });
});

it('tells why a capture failed or was refused', async () => {
  expect(await capture('lost')).toEqual({ outcome: 'failed', code: 'dns_failed', detail: 'No such name.' });
  expect(await capture('refused')).toEqual({ outcome: 'failed', code: 'pro_required', detail: 'selector' });
});
