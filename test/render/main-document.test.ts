import { EventEmitter } from 'node:events';
import type { CDPSession } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { mainDocument } from '../../functions/render/main-document.ts';

const asked = (id: string, url: string) => ({
  frameId: 'main',
  requestId: id,
  loaderId: id,
  request: { url },
});

const setUp = () => {
  const events = new EventEmitter();
  const document = mainDocument(events as unknown as CDPSession, 'main');
  const commit = (loaderId: string, url: string) =>
    events.emit('Page.frameNavigated', { frame: { id: 'main', loaderId, url } });
  return { events, document, commit };
};

it('awaits the first document, and no other that the page sets out for later', () => {
  const { events, document, commit } = setUp();
  events.emit('Network.requestWillBeSent', asked('1', 'http://example.com/'));
  expect(document.awaitedUrl()).toBe('http://example.com/');
  commit('1', 'http://example.com/');
  expect(document.awaitedUrl()).toBeUndefined();
  events.emit('Network.requestWillBeSent', asked('2', 'http://10.0.0.1/'));
  expect(document.awaitedUrl()).toBeUndefined();
});

it('is stuck again once the page has called off its step to another document', () => {
  const { events, document, commit } = setUp();
  events.emit('Page.frameStartedLoading', { frameId: 'main' });
  commit('1', 'http://example.com/');
  void document.loaded();
  expect(document.isStuck()).toBe(true);
  events.emit('Network.requestWillBeSent', asked('2', 'http://example.com/next'));
  expect(document.isStuck()).toBe(false);
  events.emit('Network.loadingFailed', { requestId: '2', errorText: 'net::ERR_ABORTED' });
  expect(document.isStuck()).toBe(true);
});
