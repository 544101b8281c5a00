import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engineOf } from '../../layers/filters/engine-of.ts';
import { decode } from '../support/decode.ts';
import { adColours } from '../support/fixture-site/ad-pages.ts';
import { type FixtureSite, startFixtureSite } from '../support/fixture-site.ts';
import { type Rig, startRig } from './rig.ts';

const lists = [
  `||ads.example^
||counter.example^$third-party
/banners/*
/adserver/
/adframe?
##.sponsored-box`,
];
const noLists = 'Advertisements were not blocked: this installation of the service has no filter lists.';

// Another site than the page's: a frame of it is in another process.
let other: FixtureSite;
let at: string;
let folder: string;
let rig: Rig;
beforeAll(async () => {
  other = await startFixtureSite();
  const host = `localhost:${new URL(other.url).port}`;
  at = `http://${host}`;
  folder = await mkdtemp(join(tmpdir(), 'snapstack-test-'));
  const adFilters = join(folder, 'ad-filters.bin');
  await writeFile(adFilters, engineOf(lists));
  rig = await startRig({ adFilters }, [host]);
});
afterAll(async () => {
  await rig.close();
  await other.close();
  await rm(folder, { recursive: true, force: true });
});

/** What is in the page's boxes, from top to bottom: the name of a colour where all of it has that one. */
const boxes = async (bytes: Uint8Array) => {
  const { at: pixel } = await decode(bytes);
  const nameOf = (colour: readonly number[]) =>
    Object.entries(adColours).find(([, known]) => known.join() === colour.join())?.[0] ?? colour.join();
  const places = Array.from({ length: 40 * 10 }, (_, place) => [
    (place % 40) * 10,
    Math.floor(place / 40) * 10,
  ]);
  return [0, 1, 2, 3, 4].map((index) => {
    const names = places.map(([x = 0, y = 0]) => nameOf(pixel(x, index * 100 + y)));
    return [...new Set(names)].join(' and ');
  });
};
const visit = async (options: Record<string, unknown> = {}, on = rig) => {
  const picture = await on.capture(`/ads?at=${at}`, { format: 'png', wait_time: 1, ...options });
  return { ...picture, boxes: await boxes(picture.bytes) };
};

describe('advertisements', () => {
  test('are there when nothing is blocked', async () => {
    const { boxes, pageTitle, checks } = await visit();
    expect(boxes).toEqual(['own', 'ad', 'ad', 'ad', 'ad']);
    expect(pageTitle.split(' ').toSorted()).toEqual(['ads:', 'image', 'own', 'script', 'worker']);
    expect(checks['blocked_requests']).toBe(0);
  });

  test('are blocked, and neither they nor their boxes are in the picture', async () => {
    const before = [rig.site.requests.length, other.requests.length];
    const { boxes, pageTitle, warnings } = await visit({ block_ads: true });
    expect(boxes).toEqual(['own', 'ground', 'ground', 'ground', 'ground']);
    expect(pageTitle.split(' ').toSorted()).toEqual(['ads:', 'own', 'worker']);
    const asked = [...rig.site.requests.slice(before[0]), ...other.requests.slice(before[1])];
    expect(asked.filter((path) => /banners|adserver|adframe/.test(path))).toEqual([]);
    expect(warnings).toEqual([]);
  });

  test('are counted, each as often as it was asked for', async () => {
    // An image, a frame, two scripts, a pixel, one request of a worker, and one image in a frame of another site.
    expect((await visit({ block_ads: true })).checks['blocked_requests']).toBe(7);
  });

  test('are hidden in frames of other sites, whose own content is kept', async () => {
    const { bytes } = await visit({ block_ads: true });
    const { at: pixel } = await decode(bytes);
    expect([pixel(100, 550), pixel(300, 550)]).toEqual([adColours.own, adColours.own]);
  });

  test('are told of when there are no lists to block them by', async () => {
    const bare = await startRig({ adFilters: join(folder, 'none.bin') }, [new URL(at).host]);
    try {
      const { warnings, checks } = await visit({ block_ads: true, format: 'jpg' }, bare);
      expect(warnings).toEqual([noLists]);
      expect(checks['blocked_requests']).toBe(0);
    } finally {
      await bare.close();
    }
  });

  test('that are the page itself are photographed', async () => {
    const { pageTitle, checks } = await rig.capture('/adframe?', { block_ads: true });
    expect([pageTitle, checks['blocked_requests']]).toEqual(['Ad', 0]);
  });

  test('are blocked behind a password as well', async () => {
    const { pageTitle, checks } = await rig.capture('/members?ad', {
      block_ads: true,
      http_auth: { user: 'ada', pass: 'p4ss' },
    });
    expect([pageTitle, checks['blocked_requests']]).toEqual(['ada:p4ss', 1]);
  });
});
