import { expect, it } from 'vitest';
import { setPlaybackRate } from '../../../functions/render/page/set-playback-rate.ts';
import type { Tab } from '../../../functions/render/page/tab.ts';

const tabWith = (page: () => Promise<unknown>, frame: () => Promise<unknown>) => {
  const parts = [
    { type: 'page', session: { send: page } },
    { type: 'iframe', session: { send: frame } },
  ];
  return { cdp: { send: page }, sessions: { parts: () => parts } } as unknown as Tab;
};
const fine = async () => undefined;
const gone = () => Promise.reject(new Error('Gone.'));
const never = () => new Promise(() => undefined);

it('does not wait for ever for a frame whose process does not answer', async () => {
  expect(await setPlaybackRate(tabWith(fine, never), 0)).toBeUndefined();
});

it('does without a frame that is gone, and not without the page', async () => {
  expect(await setPlaybackRate(tabWith(fine, gone), 0)).toBeUndefined();
  await expect(setPlaybackRate(tabWith(gone, fine), 0)).rejects.toThrow('Gone.');
});
