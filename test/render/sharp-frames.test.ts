import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { decode } from '../support/decode.ts';
import { PATIENCE_MS } from '../support/patience-ms.ts';
import { browsers, type Rig, startRig } from './rig.ts';

const GREEN = [0, 128, 0];
const ENLARGED =
  'Frames of other sites are enlarged in the picture: they are less sharp than the rest of it.';

// A frame of another site, which is green where its screen has more pixels than CSS has.
const inner =
  '<style>body{background:red}@media (min-resolution:1.5dppx){body{background:green}}</style><body>';
let server: Server;
let port: number;
/** How a visit of the page is answered, the first being 1. */
let statusOf: (visit: number, authorization: string | undefined) => number;
let visits: number;
/** With what each visit came: its name and password, cookies and languages. */
let told: string[][];
/** Milliseconds until it is. */
let slowness: number;
let rig: Rig;
beforeAll(async () => {
  server = createServer(({ url = '', headers }, answer) => {
    answer.setHeader('content-type', 'text/html');
    if (!url.startsWith('/page')) return void answer.end(inner);
    visits += 1;
    told.push([headers.authorization ?? '', headers.cookie ?? '', headers['accept-language'] ?? '']);
    answer.statusCode = statusOf(visits, headers.authorization);
    if (answer.statusCode === 401) answer.setHeader('www-authenticate', 'Basic realm="x"');
    const style = url.includes('hidden') ? 'display:none' : 'border:0;width:200px;height:100px';
    const frame = `<iframe src="http://localhost:${port}/frame" style="${style}"></iframe>`;
    setTimeout(() => answer.end(`<body style="margin:0"><main>${frame}</main><h1>A page</h1>`), slowness);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(async () => {
  visits = 0;
  told = [];
  slowness = 0;
  statusOf = () => 200;
  rig = await startRig({ worksAhead: true }, [`127.0.0.1:${port}`, `localhost:${port}`]);
});
afterEach(() => rig.close());

const capture = async (path: string, options = {}, ms?: number) => {
  const wanted = { format: 'png', hidpi: true, viewport_width: 320, ...options };
  const picture = await rig.capture(`http://127.0.0.1:${port}${path}`, wanted, ms);
  return { ...picture, colour: (await decode(picture.bytes)).at(100, 100) };
};

describe('frames of another site', () => {
  it('are as sharp as the page with hidpi, by a browser that ends with the capture', async () => {
    await capture('/page', { hidpi: false });
    await rig.idle();
    const before = await browsers();
    const { colour, warnings, timings } = await capture('/page');
    expect(colour).toEqual(GREEN);
    expect(warnings).toEqual([]);
    expect(timings['sharpen']).toBeGreaterThan(0);
    expect(visits).toBe(3);
    await rig.idle();
    expect(await browsers()).toEqual(before);
  });

  it.each([
    ['in a wide picture of a narrow page', { hidpi: false, output_size: 640 }],
    ['at a scale that is no whole number', { hidpi: false, viewport_width: 390, output_size: 640 }],
    ['in an element that is enlarged', { hidpi: false, selector: 'main', output_size: 640 }],
  ])('are so %s', async (_, options) => {
    expect(await capture('/page', options)).toMatchObject({ colour: GREEN, warnings: [] });
  });

  it('make a second visit with the name, the cookies and the language of the first', async () => {
    statusOf = (_, authorization) => (authorization === undefined ? 401 : 200);
    const { colour } = await capture('/page', {
      http_auth: { user: 'Aladdin', pass: 'open sesame' },
      cookies: [{ name: 'theme', value: 'dark' }],
      render_region: 'ca-montreal',
    });
    expect(colour).toEqual(GREEN);
    const answered = told.filter(([authorization]) => authorization !== '');
    expect(answered).toEqual([
      ['Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==', 'theme=dark', expect.stringContaining('-CA')],
      answered[0],
    ]);
  });

  it('make no second visit where the picture shows none, or is no finer than a screen', async () => {
    expect((await capture('/page?hidden')).warnings).toEqual([]);
    await capture('/page', { hidpi: false });
    expect(visits).toBe(2);
  });

  it('are enlarged, with a warning, where there is no time for another visit', async () => {
    slowness = 2_500;
    const { colour, warnings } = await capture('/page', {}, 9_000);
    expect(colour).not.toEqual(GREEN);
    expect(warnings).toContain(ENLARGED);
    expect(visits).toBe(1);
  });

  it('are enlarged, with a warning, where a server has the page for nobody twice', async () => {
    statusOf = (visit) => (visit === 1 ? 200 : 429);
    const { colour, warnings, pageStatus } = await capture('/page');
    expect(colour).not.toEqual(GREEN);
    expect({ warnings, pageStatus }).toEqual({ warnings: [ENLARGED], pageStatus: 200 });
    expect(visits).toBe(2);
  });

  it('leave no browser when the renderer is closed while they are sharpened', async () => {
    const picture = capture('/page').catch((error: unknown) => error);
    await vi.waitUntil(async () => (await browsers()).length === 2, { timeout: PATIENCE_MS, interval: 5 });
    await rig.close();
    await picture;
    expect(await browsers()).toEqual([]);
    expect(rig.openSessions()).toBe(0);
  });
});
