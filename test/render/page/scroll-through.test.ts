import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { PageRequests } from '../../../functions/render/page/page-requests.ts';
import { scrollThrough } from '../../../functions/render/page/scroll-through.ts';
import type { Tab } from '../../../functions/render/page/tab.ts';

const requests: PageRequests = {
  pending: () => [],
  failedImages: () => [],
  areOnly: () => true,
  count: () => 0,
  over: async () => undefined,
};

/** A page with a window of 720 CSS pixels whose height is another with each look. */
const pageOf = (heights: (look: number) => number) => {
  let [looks, top] = [0, 0];
  const inPage = async (_: unknown, to?: number) => {
    await sleep(1);
    const height = heights(looks);
    looks += 1;
    top = Math.min(to ?? top, height - 720);
    return { height, window: 720, top, moves: false, changes: 0 };
  };
  return { inPage } as unknown as Tab;
};

it.each([
  ['grows for ever, and says so', (look: number) => 2_000 + look * 10, 'no end'],
  ['grows and shrinks for ever', (look: number) => 2_000 - (look % 2) * 10, undefined],
])('ends when its time is over on a page that %s', async (_, heights, fault) => {
  expect(await scrollThrough(pageOf(heights), requests, performance.now() + 200)).toBe(fault);
});

it('says of a page that has grown, and is about to grow again when its time is over, that it goes on growing', async () => {
  const growing = pageOf((look) => (look < 10 ? 2_000 : 3_000));
  const fetching: PageRequests = {
    ...requests,
    pending: () => [{ url: 'http://site/more', isImage: false, begun: performance.now() }],
  };
  const end = performance.now() + 200;
  expect(await scrollThrough(growing, fetching, end)).toBe('no end');
});

it('says of a page whose end it did not reach that it did not', async () => {
  const tall = pageOf(() => 1_000_000);
  expect(await scrollThrough(tall, requests, performance.now() + 10)).toBe('end not reached');
});

it('is content with a page that stands still at its end', async () => {
  expect(
    await scrollThrough(
      pageOf(() => 2_000),
      requests,
      performance.now() + 20_000,
    ),
  ).toBeUndefined();
});
