import { EventEmitter } from 'node:events';
import type { CDPSession } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { pageRequests } from '../../../functions/render/page/page-requests.ts';

/** A page whose document has been asked for, and what its browser tells of its requests. */
const startPage = () => {
  const cdp = new EventEmitter();
  const requests = pageRequests(cdp as unknown as CDPSession);
  const document = (requestId: string, frameId = 'main') =>
    cdp.emit('Network.requestWillBeSent', {
      requestId,
      loaderId: requestId,
      frameId,
      type: 'Document',
      request: { url: `http://site/${requestId}` },
    });
  const ask = (requestId: string, type = 'Image', url = `http://site/${requestId}`) =>
    cdp.emit('Network.requestWillBeSent', {
      requestId,
      loaderId: 'first',
      frameId: 'main',
      type,
      request: { url },
    });
  const answer = (requestId: string, status: number, mimeType: string) => {
    cdp.emit('Network.responseReceived', { requestId, type: 'Image', response: { status, mimeType } });
    cdp.emit('Network.loadingFinished', { requestId });
  };
  const fail = (requestId: string, errorText: string) =>
    cdp.emit('Network.loadingFailed', { requestId, type: 'Image', errorText });
  document('first');
  return { cdp, requests, document, ask, answer, fail };
};
const addresses = (pending: readonly { readonly url: string }[]) => pending.map(({ url }) => url);

it('knows what is on its way until it has come, or failed', () => {
  const { requests, ask, answer, fail } = startPage();
  for (const name of ['a', 'b', 'c']) ask(name);
  answer('a', 200, 'image/png');
  fail('b', 'net::ERR_FAILED');
  expect([addresses(requests.pending()), requests.count()]).toEqual([['http://site/c'], 3]);
});

it('leaves out what a page may keep open for ever, and what does not come from a server', () => {
  const { requests, ask } = startPage();
  for (const type of ['EventSource', 'WebSocket', 'Media', 'Ping']) ask(type, type);
  ask('inline', 'Image', 'data:image/png;base64,');
  expect(requests.pending()).toEqual([]);
});

it('counts images as failed that are answered with something else, or not at all', () => {
  const { requests, ask, answer, fail } = startPage();
  for (const name of ['page', 'none', 'drawn', 'fine', 'cut', 'blocked']) ask(name);
  answer('page', 200, 'text/html');
  answer('none', 404, 'text/plain');
  answer('drawn', 404, 'image/svg+xml');
  answer('fine', 200, 'image/png');
  fail('cut', 'net::ERR_CONNECTION_RESET');
  fail('blocked', 'net::ERR_BLOCKED_BY_CLIENT');
  expect(requests.failedImages()).toEqual(['http://site/page', 'http://site/none', 'http://site/cut']);
});

it('forgets what another document asked for', () => {
  const { requests, document, ask, fail } = startPage();
  ask('old');
  ask('broken');
  fail('broken', 'net::ERR_FAILED');
  document('second');
  expect([requests.pending(), requests.failedImages()]).toEqual([[], []]);
});

it('waits for the document of a frame no longer than there is the frame', () => {
  const { cdp, requests, document } = startPage();
  document('inner', 'frame');
  expect(addresses(requests.pending())).toEqual(['http://site/inner']);
  cdp.emit('Page.frameDetached', { frameId: 'frame' });
  expect(requests.pending()).toEqual([]);
});

it('tells when all of some addresses are over, however they ended', async () => {
  const { requests, ask, answer, fail } = startPage();
  for (const name of ['a', 'b', 'other']) ask(name);
  const over = requests.over(['http://site/a', 'http://site/b']).then(() => 'over' as const);
  const soon = () => new Promise((resolve) => setImmediate(resolve, 'not yet'));
  answer('a', 200, 'image/png');
  expect(await Promise.race([over, soon()])).toBe('not yet');
  fail('b', 'net::ERR_FAILED');
  expect(await over).toBe('over');
});

it('does not wait for what another document had asked for', async () => {
  const { requests, document, ask } = startPage();
  ask('a');
  const over = requests.over(['http://site/a']).then(() => 'over' as const);
  document('second');
  expect(await Promise.race([over, new Promise((resolve) => setImmediate(resolve, 'not yet'))])).toBe('over');
});

it('waits for what was on its way when it was asked, and for nothing that begins later', async () => {
  const { requests, ask, answer } = startPage();
  ask('a');
  const over = requests.over(['http://site/a']).then(() => 'over' as const);
  ask('again', 'Image', 'http://site/a');
  answer('a', 200, 'image/png');
  expect(await Promise.race([over, new Promise((resolve) => setImmediate(resolve, 'not yet'))])).toBe('over');
});

it('counts what has a very long address, and tells nobody that address', () => {
  const { requests, ask, fail } = startPage();
  ask('long', 'Image', `http://site/${'a'.repeat(5_000)}`);
  fail('long', 'net::ERR_FAILED');
  expect([requests.pending(), requests.failedImages(), requests.count()]).toEqual([[], [], 1]);
});

it('knows whether a document has asked for anything but what it is to look like', () => {
  const { cdp, requests, document, ask } = startPage();
  const looks = new Set(['Image', 'Stylesheet'] as const);
  ask('a', 'Image');
  ask('b', 'Stylesheet');
  expect(requests.areOnly(looks)).toBe(true);
  ask('c', 'WebSocket');
  expect(requests.areOnly(looks)).toBe(false);
  document('second');
  expect(requests.areOnly(looks)).toBe(false);
  cdp.emit('Page.frameNavigated', { frame: { id: 'main' } });
  expect(requests.areOnly(looks)).toBe(true);
});
