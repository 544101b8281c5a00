import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engineOf } from '../../layers/filters/engine-of.ts';
import { decode } from '../support/decode.ts';
import { type Rig, startRig } from './rig.ts';

let rig: Rig;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'snapstack-test-'));
  const adFilters = join(folder, 'ad-filters.bin');
  await writeFile(adFilters, engineOf(['/banners/*']));
  rig = await startRig({ adFilters });
});
afterAll(async () => {
  await rig.close();
  await rm(folder, { recursive: true, force: true });
});

describe('forms whose inputs are named after what elements have themselves', () => {
  it('are the picture like every other element, as a whole', async () => {
    const { bytes, width, height } = await rig.capture('/element-in-named', {
      selector: '#target',
      format: 'png',
    });
    expect([width, height]).toEqual([300, 200]);
    // Above what is fixed to the bottom of the window.
    expect((await decode(bytes)).at(299, 100)).toEqual([10, 125, 50]);
  });

  it.each<[string, Record<string, unknown>]>([
    ['the whole page', { fullpage: true, frame: 'laptop' }],
    ['scrolled through and to the form', { scroll_before_capture: true, scroll_to: '#target' }],
    ['scrolled by an offset', { scroll_offset_px: 300 }],
    ['without advertisements', { block_ads: true }],
    ['as a document', { format: 'pdf' }],
    ['as it is printed', { format: 'pdf', emulate_print_media: true }],
    ['of another width and without its background', { output_size: 640, omit_background: true, hidpi: true }],
  ])('fail no capture, and no step of one: %s', async (_, options) => {
    const { pageTitle, warnings } = await rig.capture('/element-in-named', options);
    expect(pageTitle).toBe('Named');
    expect(warnings).toEqual([]);
  });

  it('are seen where one is a banner', async () => {
    const { consent } = await rig.capture('/element-in-named', { dismiss_cookies: 'accept' });
    expect(consent?.result).toBe('still_shown');
  });
});
