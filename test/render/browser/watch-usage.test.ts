import { EventEmitter } from 'node:events';
import type { CDPSession } from 'puppeteer-core';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Seat } from '../../../functions/render/browser/seats.ts';
import { watchUsage } from '../../../functions/render/browser/watch-usage.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const LIMIT = 1_000;

/** A page that nobody sees, whose memory and nodes are as one says. */
const watched = ({ memory = 0, nodes = 0 }: { memory?: number; nodes?: number | Promise<number> }) => {
  const session = Object.assign(new EventEmitter(), { send: async () => ({ nodes: await nodes }) });
  const part = Object.assign(new EventEmitter(), { send: async () => undefined });
  const seat = {
    tenancy: { memory: async () => memory },
    ready: { cdp: session },
  } as unknown as Seat;
  const excess = { page: vi.fn(), browser: vi.fn() };
  const watch = watchUsage(seat, LIMIT, excess);
  const told = (): readonly number[] => [excess.page, excess.browser].map(({ mock }) => mock.calls.length);
  const ask = (times: number, from: EventEmitter = session): void => {
    for (let time = 0; time < times; time += 1) from.emit('Network.requestWillBeSent');
  };
  return { watch, told, ask, part };
};

it('tells of a browser that has more memory than it may, and of no other', async () => {
  const [light, heavy] = [watched({ memory: LIMIT }), watched({ memory: LIMIT + 1 })];
  await vi.advanceTimersByTimeAsync(150);
  expect([light.told(), heavy.told()]).toEqual([
    [0, 0],
    [0, 1],
  ]);
  expect(light.watch.memory()).toBe(LIMIT);
});

it('tells of a page with more nodes than it may have', async () => {
  const [small, large] = [watched({ nodes: 2_000_000 }), watched({ nodes: 2_000_001 })];
  await vi.advanceTimersByTimeAsync(150);
  expect([small.told(), large.told()]).toEqual([
    [0, 0],
    [1, 0],
  ]);
});

it('looks at the memory of a page that is too busy to count its nodes', async () => {
  const { told } = watched({ memory: LIMIT + 1, nodes: new Promise<number>(() => undefined) });
  await vi.advanceTimersByTimeAsync(350);
  expect(told()).toEqual([0, 3]);
});

it('tells of a page that asks for more than it may', () => {
  const { told, ask } = watched({});
  ask(10_000);
  expect(told()).toEqual([0, 0]);
  ask(1);
  expect(told()).toEqual([1, 0]);
});

it('counts what the parts of a page ask for with what the page does', async () => {
  const { watch, told, ask, part } = watched({});
  watch.countIn({ session: part as unknown as CDPSession, type: 'iframe' });
  ask(5_000);
  ask(5_000, part);
  expect(told()).toEqual([0, 0]);
  ask(1, part);
  expect(told()).toEqual([1, 0]);
});

it('tells of nothing any more once it is stopped', async () => {
  const { watch, told, ask } = watched({ memory: LIMIT + 1, nodes: 2_000_001 });
  watch.stop();
  ask(10_001);
  await vi.advanceTimersByTimeAsync(500);
  expect(told()).toEqual([0, 0]);
});
