import { EventEmitter } from 'node:events';
import type { CDPSession } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { followMainFrame } from '../../../functions/render/page/follow-main-frame.ts';

it('remembers what broke off last, and not all that ever did', () => {
  const events = new EventEmitter();
  const frame = followMainFrame(events as unknown as CDPSession, 'main', () => undefined);
  const breakOff = (requestId: string) =>
    events.emit('Network.loadingFailed', { requestId, errorText: 'net::ERR_CONNECTION_RESET' });
  breakOff('first');
  expect(frame.isBroken('first')).toBe(true);
  for (let index = 0; index < 1_500; index += 1) breakOff(`image ${index}`);
  breakOff('last');
  expect(['first', 'image 1499', 'last'].filter((one) => frame.isBroken(one))).toEqual([
    'image 1499',
    'last',
  ]);
});
