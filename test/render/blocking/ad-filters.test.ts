import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { adFiltersIn } from '../../../functions/render/blocking/ad-filters.ts';
import { buildFilters } from '../../../layers/filters/build.ts';
import { engineOf } from '../../../layers/filters/engine-of.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'snapstack-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const from = 'https://news.example/';
const none = { classes: [], ids: [], hrefs: [] };

describe('filter lists', () => {
  test('that are not there are none', async () => {
    expect(await adFiltersIn(undefined)()).toBeUndefined();
    expect(await adFiltersIn(join(folder, 'missing.bin'))()).toBeUndefined();
  });

  test('of another engine are an error, not none', async () => {
    const file = join(folder, 'other.bin');
    await writeFile(file, Buffer.alloc(64, 1));
    await expect(adFiltersIn(file)()).rejects.toThrow();
  });

  test('know what is asked for, and by whom', async () => {
    const file = join(folder, 'small.bin');
    const rules = [
      '||ads.example^$third-party',
      '/pixel.gif$image',
      '##.banner-ad',
      'news.example##.teaser',
      '##.x:style(color:red)',
    ];
    await writeFile(file, engineOf([rules.join('\n')]));
    const filters = await adFiltersIn(file)();
    const blocks = (url: string, resourceType: string, by = from) =>
      filters?.blocks({ url, resourceType, from: by });
    expect(blocks('https://cdn.ads.example/a.js', 'Script')).toBe(true);
    expect(blocks('https://cdn.ads.example/a.js', 'Script', 'https://ads.example/')).toBe(false);
    expect(blocks('https://news.example/pixel.gif', 'Image')).toBe(true);
    expect(blocks('https://news.example/pixel.gif', 'Fetch')).toBe(false);
    expect(filters?.styles(from, none)).toMatch(/\.teaser/);
    expect(filters?.styles('https://other.example/', none)).not.toMatch(/teaser/);
    expect(filters?.styles(from, none)).not.toMatch(/banner-ad/);
    expect(filters?.styles(from, { ...none, classes: ['banner-ad'] })).toMatch(
      /\.banner-ad[^}]*display: none/s,
    );
  });

  const real = buildFilters();
  test.skipIf(real === undefined)('that are built block the best known of their kind', async () => {
    const filters = await adFiltersIn(real)();
    const blocks = (url: string, resourceType: string) => filters?.blocks({ url, resourceType, from });
    expect(blocks('https://securepubads.g.doubleclick.net/tag/js/gpt.js', 'Script')).toBe(true);
    expect(blocks('https://www.google-analytics.com/analytics.js', 'Script')).toBe(true);
    expect(blocks('https://news.example/main.js', 'Script')).toBe(false);
    expect(blocks('https://fonts.gstatic.com/s/a.woff2', 'Font')).toBe(false);
    expect(filters?.styles(from, { ...none, classes: ['adsbygoogle'] })).toMatch(/adsbygoogle/);
  });
});
