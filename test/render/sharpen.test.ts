import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { decode } from '../support/decode.ts';
import { browsers, type Rig, startRig } from './rig.ts';

const GREEN = [0, 128, 0];
const ENLARGED =
  'Frames of other sites are enlarged in the picture: they are less sharp than the rest of it.';

// A frame of another site, which is green where its screen has two pixels or more for one of CSS.
const inner =
  '<style>body{background:red}@media (min-resolution:2dppx){body{background:green}}</style><body>';
let server: Server;
let port: number;
let rig: Rig;
/** Which visits of the page are answered; the connections of others are closed. */
let isAnswered: (visit: number) => boolean;
let visits: number;
beforeAll(async () => {
  server = createServer(({ url = '', socket }, answer) => {
    const isPage = url.startsWith('/page');
    if (isPage) visits += 1;
    if (isPage && !isAnswered(visits)) {
      socket.destroy();
      return;
    }
    const style = url.includes('hidden') ? 'display:none' : 'border:0;width:200px;height:100px';
    const page = `<body style="margin:0"><iframe src="http://localhost:${port}/frame" style="${style}"></iframe><h1>A page</h1>`;
    answer.setHeader('content-type', 'text/html');
    answer.end(isPage ? page : inner);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
  rig = await startRig({}, [`127.0.0.1:${port}`, `localhost:${port}`]);
});
afterAll(async () => {
  await rig.close();
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  visits = 0;
  isAnswered = () => true;
});

const capture = async (path: string, options = {}, ms?: number) => {
  const wanted = { format: 'png', hidpi: true, viewport_width: 320, ...options };
  const picture = await rig.capture(`http://127.0.0.1:${port}${path}`, wanted, ms);
  return { ...picture, colour: (await decode(picture.bytes)).at(100, 100) };
};

describe('frames of another site', () => {
  it('are as sharp as the page with hidpi, by a browser that ends with the capture', async () => {
    await capture('/page', { hidpi: false });
    const before = await browsers();
    const { colour, warnings, timings } = await capture('/page');
    expect(colour).toEqual(GREEN);
    expect(warnings).toEqual([]);
    expect(timings['sharpen']).toBeGreaterThan(0);
    expect(visits).toBe(3);
    expect(await browsers()).toEqual(before);
  });

  it('are so in a wide picture of a narrow page', async () => {
    expect((await capture('/page', { hidpi: false, output_size: 640 })).colour).toEqual(GREEN);
  });

  it('make no second visit where the picture shows none, or is no finer than a screen', async () => {
    expect((await capture('/page?hidden')).warnings).toEqual([]);
    await capture('/page', { hidpi: false });
    expect(visits).toBe(2);
  });

  it('are enlarged, with a warning, where there is no time for another browser', async () => {
    const { colour, warnings } = await capture('/page', {}, 3_000);
    expect(colour).not.toEqual(GREEN);
    expect(warnings).toEqual([ENLARGED]);
    expect(visits).toBe(1);
  });

  it('are enlarged, with a warning, where the page could not be had a second time', async () => {
    isAnswered = (visit) => visit === 1 || visit > 4;
    const { colour, warnings } = await capture('/page');
    expect(colour).not.toEqual(GREEN);
    expect(warnings).toEqual([ENLARGED]);
    expect(visits).toBeGreaterThan(4);
  });
});
