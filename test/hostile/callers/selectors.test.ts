import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { askedOptions } from '../../../functions/domain/asked-options.ts';
import { type Rig, startRig } from '../../render/rig.ts';
import { decode } from '../../support/decode.ts';

/** What would be fetched by a selector that runs as code, or that is put into the page as text. */
let hits: string[];
let rig: Rig;
let host: string;
const server = createServer((request, response) => {
  if (request.url === '/favicon.ico') return void response.writeHead(404).end();
  if (request.url !== '/page') hits.push(request.url ?? '');
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.end(`<title>A page</title><body style="margin:0;background:#fff">
<p id="target" style="margin:0;width:300px;height:200px;background:#0a7d32">here</p>
<p aria-label="secret" style="height:50px">secret</p>${'<i></i>'.repeat(10_000)}`);
});

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  rig = await startRig({}, [host]);
});
afterAll(async () => {
  await rig.close();
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  hits = [];
});

const capture = (options: object, ms?: number) =>
  rig.capture(`http://${host}/page`, { format: 'png', ...options }, ms);

const calls = [
  `body'); fetch('/ran')//`,
  `body"); fetch('/ran')//`,
  'body`); fetch("/ran")//',
  `\${fetch('/ran')}`,
  '</script><script>fetch("/ran")</script>',
  '<img src=/ran onerror=fetch("/ran")>',
  "*{}body{background:url('/ran')",
  "#target'),fetch('/ran'",
  "\\');fetch('/ran');//",
  "\u2028fetch('/ran')",
];
/** Puppeteer's own kinds of selectors, which look elsewhere than CSS or run what they are given. */
const ofPuppeteer = [
  'xpath/.//p',
  '::-p-xpath(//p)',
  'text/here',
  '::-p-text(here)',
  'aria/secret',
  '::-p-aria(secret)',
  'pierce/p',
  'body >>> p',
  'body >>>> p',
  'document.body',
];

describe('a selector is judged as CSS and nothing else', () => {
  test.each([...calls, ...ofPuppeteer])('%s', async (selector) => {
    await expect(capture({ selector })).rejects.toMatchObject({ code: 'selector_not_found' });
    expect(hits).toEqual([]);
  });

  test.each([calls[0], ofPuppeteer[0]])('as scroll_to: %s matches nothing', async (scroll_to) => {
    const { warnings } = await capture({ scroll_to });
    expect(warnings).toEqual([expect.stringContaining('scroll_to')]);
    expect(hits).toEqual([]);
  });

  test('quotes and brackets of CSS do what they do', async () => {
    const { width, height, bytes } = await capture({ selector: `p[id='target']:not([id="');"])` });
    expect([width, height]).toEqual([300, 200]);
    expect((await decode(bytes)).at(299, 199)).toEqual([10, 125, 50]);
  });
});

describe('a selector that takes for ever', () => {
  // Looks through the ten thousand elements before each of ten thousand, and again for each of those.
  const slow = ':is(:is(:is(b ~ i):not(b) ~ i):not(b) ~ i):not(b)';

  test('ends within the time of its capture, and the next capture is right', async () => {
    await expect(capture({ selector: slow }, 4_000)).rejects.toMatchObject({ code: 'page_unresponsive' });
    expect((await capture({ selector: '#target' })).width).toBe(300);
  });
});

test.each([
  ['100 kB', 'a'.repeat(100_000)],
  ['501 characters', 'a'.repeat(501)],
  ['NUL', '#target\0'],
  ['half a surrogate pair', '#target\ud800'],
  ['spaces alone', '  '],
])('a selector of %s gets into no browser', (_, selector) => {
  for (const field of ['selector', 'scroll_to']) {
    expect(askedOptions.safeParse({ url: 'https://example.com/', [field]: selector }).success).toBe(false);
  }
});
