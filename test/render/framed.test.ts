import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FrameName, frames } from '../../functions/render/frames/frames.ts';
import { distance } from '../support/decode.ts';
import { decodeRgba } from '../support/decode-rgba.ts';
import { bandColour, cornerColours } from '../support/fixture-site/colours.ts';
import { type Rig, startRig } from './rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig({ mark: 'made by a test' });
});
afterAll(() => rig.close());

const names = Object.keys(frames) as FrameName[];
const grounds: readonly FrameName[] = ['gradient', 'shotbot_brand'];
const marginOf = (frame: FrameName, width: number, height: number) =>
  frames[frame]({ width, height, host: '' }).margin;
/** JPEG, WebP and AVIF move a colour by a little. */
const LOSS = 8;

describe.each(names)('the frame %s', (frame) => {
  it('is around the whole picture, and the sizes that are told are those of the file', async () => {
    const { left, right, top, bottom } = marginOf(frame, 640, 360);
    const picture = await rig.capture('/colours', { frame, format: 'png', viewport_width: 640 });
    const { at, width, height } = await decodeRgba(picture.bytes);
    expect([width, height]).toEqual([640 + left + right, 360 + top + bottom]);
    expect([picture.width, picture.height]).toEqual([width, height]);
    expect(at(left + 50, top + 100)).toEqual([...cornerColours.topLeft, 255]);
    expect(at(left + 319, top + 179)).toEqual([...cornerColours.topLeft, 255]);
    expect(at(left + 320, top + 180)).toEqual([...cornerColours.bottomRight, 255]);
    expect(at(left + 600, top + 260)).toEqual([...cornerColours.bottomRight, 255]);
    expect(at(0, 0)[3]).toBe(grounds.includes(frame) ? 255 : 0);
    expect(picture.timings).toHaveProperty('frame');
    expect(picture.warnings).toEqual([]);
  });
});

describe('a framed picture', () => {
  it('is not enlarged by `rounded`', async () => {
    const { width, height } = await rig.capture('/colours', { frame: 'rounded' });
    expect([width, height]).toEqual([1280, 720]);
  });

  it('is as large as its frame again with hidpi, in each direction', async () => {
    const plain = await rig.capture('/colours', { frame: 'laptop', output_size: 640 });
    const fine = await rig.capture('/colours', { frame: 'laptop', output_size: 640, hidpi: true });
    expect([fine.width, fine.height]).toEqual([2 * plain.width, 2 * plain.height]);
  });

  it.each(['png', 'webp', 'webp_lossless', 'avif'])('is transparent outside in a %s', async (format) => {
    const { bytes } = await rig.capture('/colours', { frame: 'polaroid', format, output_size: 640 });
    const { at, width } = await decodeRgba(bytes);
    expect(at(0, 0)[3]).toBe(0);
    expect(at(width >> 1, 200)[3]).toBe(255);
  });

  it.each(['rounded', 'browser_chrome'])('is black outside in a JPEG: %s', async (frame) => {
    const { bytes } = await rig.capture('/colours', { frame });
    expect((await sharp(bytes).metadata()).hasAlpha).toBe(false);
    expect(distance((await decodeRgba(bytes)).at(0, 0), [0, 0, 0, 255])).toBeLessThanOrEqual(LOSS);
  });

  it('has a preview of all of it, with alpha', async () => {
    const picture = await rig.capture('/colours', { frame: 'mobile', format: 'png' });
    const { width, height } = picture;
    const { bytes: preview } = await picture.preview();
    const metadata = await sharp(preview).metadata();
    expect(metadata).toMatchObject({ format: 'webp', width: 1280, hasAlpha: true });
    expect(metadata.height).toBe(Math.round((1280 * height) / width));
    expect((await decodeRgba(preview)).at(0, 0)[3]).toBe(0);
  });

  it('is held by its format as a whole, and the warnings say that it was scaled down for that', async () => {
    const options = { frame: 'browser_chrome', format: 'webp', fullpage: true, viewport_width: 320 };
    const { bytes, width, height, warnings } = await rig.capture('/bands?height=17000', options);
    expect(height).toBeLessThanOrEqual(16_383);
    expect(height).toBeGreaterThan(16_300);
    const { at, ...size } = await decodeRgba(bytes);
    expect(size).toMatchObject({ width, height });
    const { top, bottom } = marginOf('browser_chrome', width, height);
    const band = (height - top - bottom) / 170;
    for (const index of [3, 85, 167]) {
      const colour = at(Math.round(width * 0.7), Math.round(top + (index + 0.5) * band));
      expect(distance(colour.slice(0, 3), bandColour(index))).toBeLessThanOrEqual(12);
    }
    expect(warnings).toEqual([
      `A webp file ends at 16,383 pixels a side: the picture was scaled down to ${width} x ${height}.`,
    ]);
  });

  it('carries the mark when it is to, and otherwise not', async () => {
    const options = { frame: 'shadow', format: 'png', output_size: 640 };
    const plain = await decodeRgba((await rig.capture('/colours', options)).bytes);
    const marked = await decodeRgba((await rig.capture('/colours', { ...options, marked: true })).bytes);
    const again = await decodeRgba((await rig.capture('/colours', options)).bytes);
    expect(again.data.equals(plain.data)).toBe(true);
    expect(marked.data.equals(plain.data)).toBe(false);
  });
});

describe('omit_background', () => {
  const omit = { omit_background: true, viewport_width: 800, ratio: '1:1' };

  it.each([
    ['png', 0],
    ['webp_lossless', 0],
    ['webp', LOSS],
    ['avif', LOSS],
  ])('leaves transparent what the page does not paint, in a %s', async (format, loss) => {
    const { at } = await decodeRgba((await rig.capture('/see-through', { ...omit, format })).bytes);
    expect(distance(at(100, 100), [255, 0, 0, 255])).toBeLessThanOrEqual(loss);
    expect(distance(at(300, 100), [0, 0, 255, 136])).toBeLessThanOrEqual(loss);
    expect(at(600, 100)[3]).toBe(0);
    expect(at(600, 700)[3]).toBe(0);
  });

  it('is black in a JPEG', async () => {
    const { at } = await decodeRgba((await rig.capture('/see-through', omit)).bytes);
    expect(distance(at(600, 100), [0, 0, 0, 255])).toBeLessThanOrEqual(LOSS);
    expect(distance(at(300, 100), [0, 0, 136, 255])).toBeLessThanOrEqual(LOSS);
  });

  it('holds on a page of many strips, in finer pixels and in what lies beyond the viewport', async () => {
    const options = { ...omit, format: 'png', fullpage: true, hidpi: true };
    const picture = await rig.capture('/see-through?height=6000', options);
    const { at, height } = await decodeRgba(picture.bytes);
    expect(height).toBe(12_000);
    for (const row of [100, 11_900]) {
      expect(at(200, row)).toEqual([255, 0, 0, 255]);
      expect(at(600, row)).toEqual([0, 0, 255, 136]);
      expect(at(1400, row)[3]).toBe(0);
    }
    for (const row of [3999, 4001, 6000, 8001]) expect(at(200, row)[3]).toBe(0);
  });

  it('leaves alone a page that paints its background', async () => {
    const { at } = await decodeRgba((await rig.capture('/short', { ...omit, format: 'png' })).bytes);
    expect(at(600, 700)).toEqual([42, 127, 98, 255]);
  });

  it('shows nothing of a window behind the page, and the ground that a picture lies on', async () => {
    const framed = async (frame: FrameName) => {
      const { left, top } = marginOf(frame, 800, 800);
      const { bytes } = await rig.capture('/see-through', { ...omit, format: 'png', frame });
      const { at } = await decodeRgba(bytes);
      expect(at(left + 100, top + 100)).toEqual([255, 0, 0, 255]);
      return at(left + 600, top + 300)[3];
    };
    expect(await framed('browser_chrome')).toBe(0);
    expect(await framed('mobile')).toBe(0);
    expect(await framed('gradient')).toBe(255);
  });

  it('is white where it was not asked for', async () => {
    const { at } = await decodeRgba((await rig.capture('/see-through', { format: 'png' })).bytes);
    expect(at(600, 100)).toEqual([255, 255, 255, 255]);
  });
});

describe('colours beyond sRGB', () => {
  it('are those that a screen of sRGB shows, in styles and in images', async () => {
    const pixel = { width: 8, height: 8, channels: 3, background: { r: 128, g: 77, b: 51 } } as const;
    // The same numbers, with a profile that says what they mean.
    const image = await sharp({ create: pixel }).withIccProfile('p3').png().toBuffer();
    const { data } = await sharp(image, { ignoreIcc: true })
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const [red = 0, green = 0, blue = 0] = data;
    const colour = encodeURIComponent(`${red / 255} ${green / 255} ${blue / 255}`);
    const source = encodeURIComponent(`data:image/png;base64,${image.toString('base64')}`);
    const { bytes } = await rig.capture(`/wide-gamut?colour=${colour}&image=${source}`, { format: 'png' });
    const { at } = await decodeRgba(bytes);
    expect(distance(at(100, 100), [128, 77, 51, 255])).toBeLessThanOrEqual(2);
    expect(distance(at(300, 100), [128, 77, 51, 255])).toBeLessThanOrEqual(2);
    // As numbers they are others: what would be in the picture if they were not converted.
    expect(distance([red, green, blue], [128, 77, 51])).toBeGreaterThan(4);
  });
});
