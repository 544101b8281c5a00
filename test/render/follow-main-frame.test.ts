import { EventEmitter } from 'node:events';
import type { CDPSession } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { followMainFrame } from '../../functions/render/follow-main-frame.ts';

it('remembers what broke off of documents of the main frame alone', () => {
  const events = new EventEmitter();
  const frame = followMainFrame(events as unknown as CDPSession, 'main', () => undefined);
  const ask = (requestId: string, loaderId: string, frameId: string) =>
    events.emit('Network.requestWillBeSent', { requestId, loaderId, frameId, request: { url: 'http://a/' } });
  ask('1', '1', 'main');
  ask('image', '1', 'main');
  ask('2', '2', 'inner');
  ask('3', '3', 'main');
  const all = ['1', 'image', '2', '3'];
  for (const requestId of all) {
    events.emit('Network.loadingFailed', { requestId, errorText: 'net::ERR_CONNECTION_RESET' });
  }
  expect(all.filter((one) => frame.isBroken(one))).toEqual(['1', '3']);
});
