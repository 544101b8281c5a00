import { EventEmitter } from 'node:events';
import { expect, it, vi } from 'vitest';
import { geometry } from '../../../functions/domain/geometry.ts';
import { place } from '../../../functions/render/browser/place.ts';
import type { Seat, Seats } from '../../../functions/render/browser/seats.ts';
import { someOptions } from '../../support/builders.ts';
import { PATIENCE_MS } from '../../support/patience-ms.ts';

const LIMIT = 1_000;
const options = someOptions({});

/** A capture that sits in a browser which has so much memory. */
const seated = async (memory: number, { isAlone = true, hasNetwork = true } = {}) => {
  const cdp = Object.assign(new EventEmitter(), { id: () => 'tab', send: async () => ({ nodes: 1 }) });
  const page = Promise.withResolvers<never>();
  page.promise.catch(() => undefined);
  const browser = Object.assign(new EventEmitter(), { connected: true });
  const look = vi.fn(async () => memory);
  const seat = {
    tenancy: { browser, memory: look, hasNetwork: () => hasNetwork },
    ready: { cdp, frameId: 'main', crashed: page.promise },
    way: { overspent: new Promise(() => {}) },
    isLost: () => false,
    isAlone: () => isAlone,
  } as unknown as Seat;
  const leave = vi.fn(async () => undefined);
  const seats: Partial<Seats> = { take: async () => seat, leave };
  const here = place(seats as Seats, {}, LIMIT);
  await here.open({ options, geometry: geometry(options) });
  await vi.waitUntil(() => look.mock.calls.length > 0, PATIENCE_MS);
  return { here, crash: () => page.reject(new Error('Page crashed!')), browser };
};

const code = ({ lost }: { readonly lost: Promise<never> }): Promise<string> =>
  lost.catch((error: { code: string }) => error.code);

it('ends a capture whose browser has more memory than it may, and the browser', async () => {
  const { here } = await seated(LIMIT + 1);
  expect(await code(here)).toBe('page_too_heavy');
  expect(here.isOverspent()).toBe(true);
  await here.leave(true);
});

it('lets captures that share such a browser be tried again', async () => {
  const { here } = await seated(LIMIT + 1, { isAlone: false });
  expect(await code(here)).toBe('page_crashed');
  expect(here.isOverspent()).toBe(true);
  await here.leave(true);
});

it.each([
  ['page_too_heavy', 501],
  ['page_crashed', 500],
] as const)('calls it %s when with %i of 1,000 bytes in use the page is gone', async (expected, memory) => {
  const { here, crash } = await seated(memory);
  crash();
  expect(await code(here)).toBe(expected);
  expect(here.isOverspent()).toBe(false);
  await here.leave(false);
});

it.each(['browser', 'page'] as const)(
  'blames no page for the end of its browser, though the %s tells of it',
  async (first) => {
    const { here, crash, browser } = await seated(LIMIT / 2 + 1);
    browser.connected = false;
    if (first === 'page') crash();
    else browser.emit('disconnected');
    expect(await code(here)).toBe('page_crashed');
    expect(here.isOverspent()).toBe(false);
    await here.leave(false);
  },
);

it('blames no page for the loss of the network', async () => {
  const { here, crash } = await seated(LIMIT / 2 + 1, { hasNetwork: false });
  crash();
  expect(await code(here)).toBe('page_crashed');
  await here.leave(true);
});

it('has lost nothing while it takes another seat in place of one that had died ahead', async () => {
  const died = Promise.reject(new Error('Page crashed!'));
  died.catch(() => undefined);
  const cdp = Object.assign(new EventEmitter(), { id: () => 'tab', send: () => new Promise(() => {}) });
  const dead = {
    tenancy: { browser: new EventEmitter(), memory: async () => 0, hasNetwork: () => true },
    ready: { cdp, frameId: 'main', crashed: died },
    isAhead: true,
    isLost: () => true,
    isAlone: () => true,
  } as unknown as Seat;
  const take = vi.fn().mockResolvedValueOnce(dead).mockRejectedValueOnce(new Error('There is no browser.'));
  const here = place({ take, leave: async () => undefined } as unknown as Seats, {}, LIMIT);
  await expect(here.open({ options, geometry: geometry(options) })).rejects.toThrow('There is no browser.');
  expect(here.loss()).toBeUndefined();
  await here.leave(false);
});
