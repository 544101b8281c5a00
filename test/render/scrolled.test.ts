import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Picture } from '../../functions/ports/renderer.ts';
import { decode, distance } from '../support/decode.ts';
import { bandColour } from '../support/fixture-site/colours.ts';
import { BAND_HEIGHT } from '../support/fixture-site/pages.ts';
import { type Rig, startRig } from './rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.close());

const png = { format: 'png' };

/** Bands of /bands that are not where they must be when the picture begins with band `first`. */
const wrongBands = async ({ bytes }: Picture, scale: number, first: number): Promise<number[]> => {
  const picture = await decode(bytes);
  const count = Math.floor(picture.height / (BAND_HEIGHT * scale));
  return Array.from({ length: count }, (_, index) => index).filter((index) => {
    const row = Math.floor((index + 0.5) * BAND_HEIGHT * scale);
    return distance(picture.at(Math.round(picture.width * 0.8), row), bandColour(index + first)) > 0;
  });
};

describe('a page that is scrolled', () => {
  it.each([
    ['within its window', {}, 1],
    ['within its window, with hidpi', { hidpi: true }, 2],
    ['beyond its window', { crop_height: 3_000 }, 1],
    ['beyond its window, in strips no higher than that', { crop_height: 3_000, hidpi: true }, 2],
    ['drawn finer', { viewport_width: 640, output_size: 1280, crop_height: 2_400 }, 2],
  ])('is photographed from there: %s', async (_, options, scale) => {
    const picture = await rig.capture('/bands?height=10000', { ...png, ...options, scroll_offset_px: 500 });
    expect(await wrongBands(picture, scale, 5)).toEqual([]);
    expect(picture.warnings).toEqual([]);
  });

  it.each([
    ['by an option', '/bands?height=6000', { scroll_offset_px: 1_000 }],
    ['by the fragment of its address', '/bands?height=6000#band-30', {}],
  ])('is whole with fullpage all the same: %s', async (_, path, options) => {
    const asked = { ...png, fullpage: true, ratio: '9:16', hidpi: true, ...options };
    expect(await wrongBands(await rig.capture(path, asked), 2, 0)).toEqual([]);
  });
});

it('keeps a page where the caller wants it while an element of it is photographed', async () => {
  const { bytes } = await rig.capture('/barred', { ...png, selector: '#target', scroll_offset_px: 100 });
  const picture = await decode(bytes);
  expect([picture.width, picture.height, picture.at(100, 5)]).toEqual([300, 200, [10, 125, 50]]);
});

it('photographs all of a page that came only after its first, empty picture', async () => {
  const { height, checks, warnings } = await rig.capture('/late-to-paint?height=5000', { fullpage: true });
  expect([height, checks['blank'], warnings]).toEqual([5_000, false, []]);
});

it('lays an application out for its paper, though its whole page is asked for', async () => {
  const { warnings } = await rig.capture('/scrolls-inside', { format: 'pdf', fullpage: true });
  expect(warnings).toEqual([]);
});
