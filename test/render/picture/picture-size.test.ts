import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { captureOptions } from '../../../functions/domain/capture-options.ts';
import { geometry } from '../../../functions/domain/geometry.ts';
import { framedSize } from '../../../functions/render/frames/framed-size.ts';
import { type FrameName, frames } from '../../../functions/render/frames/frames.ts';
import type { PictureFormat } from '../../../functions/render/picture/picture-format.ts';
import { fitted, pictureSize, reach } from '../../../functions/render/picture/picture-size.ts';

const page = (options: object = {}) =>
  geometry(captureOptions.parse({ url: 'https://example.com/', fullpage: true, ...options }));

describe('pictureSize', () => {
  it.each([
    ['the whole document', page(), 5000, 'png', [1280, 5000], [1280, 5000], 0],
    ['scaled down with its width', page({ output_size: 320 }), 5000, 'png', [1280, 5000], [320, 1250], 0],
    [
      'drawn as finely as the file needs',
      page({ output_size: 1920 }),
      5000,
      'png',
      [1920, 7500],
      [1920, 7500],
      0,
    ],
    [
      'drawn at 4, enlarged',
      page({ viewport_width: 280, output_size: 1920 }),
      700,
      'png',
      [1120, 2800],
      [1920, 4800],
      0,
    ],
    [
      'cut after 30,000 CSS pixels',
      page({ output_size: 320 }),
      45_000,
      'png',
      [1280, 30_000],
      [320, 7500],
      1,
    ],
    [
      'cut after 30,000 pixels of the file',
      page({ output_size: 1920 }),
      25_000,
      'png',
      [1920, 30_000],
      [1920, 30_000],
      1,
    ],
    ['whole in a format that holds it', page(), 30_000, 'jpg', [1280, 30_000], [1280, 30_000], 0],
    ['scaled to what a WebP holds', page(), 20_000, 'webp', [1280, 20_000], [1049, 16_383], 1],
    ['twice as fine with hidpi', page({ hidpi: true }), 5000, 'png', [2560, 10_000], [2560, 10_000], 0],
    [
      'with hidpi cut after 30,000 CSS pixels only',
      page({ hidpi: true }),
      45_000,
      'png',
      [2560, 60_000],
      [2560, 60_000],
      1,
    ],
    ['scaled to what an AVIF holds', page(), 20_000, 'avif', [1280, 20_000], [1049, 16_384], 1],
    ['cut and scaled', page(), 45_000, 'webp', [1280, 30_000], [699, 16_383], 2],
    [
      'the ratio, however long the document',
      page({ fullpage: false }),
      45_000,
      'webp',
      [1280, 720],
      [1280, 720],
      0,
    ],
  ] as const)('%s', (_, wanted, documentHeight, format, shot, file, warnings) => {
    const size = pictureSize(wanted, { width: wanted.viewport.width, height: documentHeight }, format);
    expect([size.shot.width, size.shot.height]).toEqual(shot);
    expect([size.file.width, size.file.height]).toEqual(file);
    expect(size.warnings).toHaveLength(warnings);
  });

  it('says what was cut and what was scaled', () => {
    expect(pictureSize(page(), { width: 1280, height: 45_000 }, 'webp').warnings).toEqual([
      'The page is 45,000 CSS pixels high: the picture ends after the first 30,000.',
      'A webp file ends at 16,383 pixels a side: the picture was scaled down to 699 x 16383.',
    ]);
  });

  it('never makes a file that its format cannot hold, nor an empty one', () => {
    const limits: Record<PictureFormat, number> = {
      jpg: 65_500,
      png: 60_000,
      webp: 16_383,
      webp_lossless: 16_383,
      avif: 16_384,
    };
    const anyPage = fc.record({
      viewport_width: fc.integer({ min: 280, max: 3840 }),
      output_size: fc.constantFrom(undefined, 120, 640, 1920),
      hidpi: fc.boolean(),
    });
    fc.assert(
      fc.property(
        anyPage,
        fc.integer({ min: 1, max: 200_000 }),
        fc.constantFrom(...(Object.keys(limits) as PictureFormat[])),
        (options, documentHeight, format) => {
          const content = { width: options.viewport_width, height: documentHeight };
          const { file, shot } = pictureSize(page(options), content, format);
          for (const side of [file.width, file.height, shot.width, shot.height]) {
            expect(Number.isInteger(side) && side > 0).toBe(true);
          }
          expect(Math.max(file.width, file.height)).toBeLessThanOrEqual(limits[format]);
          expect(file.height).toBeLessThanOrEqual(options.hidpi ? 60_000 : 30_000);
        },
      ),
    );
  });
});

describe('pictureSize with a frame', () => {
  it('adds to the file what the frame takes, and photographs no more for it', () => {
    const bare = pictureSize(page(), { width: 1280, height: 5000 }, 'png');
    const framed = pictureSize(page(), { width: 1280, height: 5000 }, 'png', 'browser_chrome');
    expect(framed.shot).toEqual(bare.shot);
    expect(framed.picture).toEqual(bare.file);
    expect(framed.file).toEqual(framedSize('browser_chrome', framed.picture, 1));
    expect(framed.file.height).toBeGreaterThan(bare.file.height);
    expect(framed.warnings).toEqual([]);
  });

  it('leaves the file of `rounded` as it is', () => {
    expect(pictureSize(page(), { width: 1280, height: 5000 }, 'png', 'rounded')).toEqual(
      pictureSize(page(), { width: 1280, height: 5000 }, 'png'),
    );
  });

  it('doubles with hidpi', () => {
    const { file } = pictureSize(page(), { width: 1280, height: 5000 }, 'png', 'laptop');
    expect(pictureSize(page({ hidpi: true }), { width: 1280, height: 5000 }, 'png', 'laptop').file).toEqual({
      width: 2 * file.width,
      height: 2 * file.height,
    });
  });

  it('never makes a file that its format cannot hold, and wastes little of what it can', () => {
    const limits = { jpg: 65_500, webp: 16_383, webp_lossless: 16_383, avif: 16_384 } as const;
    fc.assert(
      fc.property(
        fc.record({
          viewport_width: fc.integer({ min: 280, max: 3840 }),
          output_size: fc.constantFrom(undefined, 120, 640, 1920),
          hidpi: fc.boolean(),
        }),
        fc.integer({ min: 1, max: 40_000 }),
        fc.constantFrom(...(Object.keys(limits) as (keyof typeof limits)[])),
        fc.constantFrom(...(Object.keys(frames) as FrameName[])),
        (options, documentHeight, format, frame) => {
          const wanted = page(options);
          const { picture, file, warnings } = pictureSize(
            wanted,
            { width: options.viewport_width, height: documentHeight },
            format,
            frame,
          );
          expect(file).toEqual(framedSize(frame, picture, wanted.density));
          expect(Math.max(file.width, file.height)).toBeLessThanOrEqual(limits[format]);
          for (const side of [picture.width, picture.height, file.width, file.height]) {
            expect(Number.isInteger(side) && side > 0).toBe(true);
          }
          if (!warnings.some((warning) => warning.includes('scaled down'))) {
            expect(picture.width).toBe(wanted.output.width);
          } else expect(Math.max(file.width, file.height)).toBeGreaterThan(limits[format] - 12);
        },
      ),
    );
  });
});

describe('fitted', () => {
  it('keeps what fits and keeps the ratio of what does not', () => {
    expect(fitted({ width: 300, height: 200 }, { width: 300, height: 200 })).toEqual({
      width: 300,
      height: 200,
    });
    expect(fitted({ width: 2560, height: 1440 }, { width: 1280, height: 9999 })).toEqual({
      width: 1280,
      height: 720,
    });
  });
});

describe('reach', () => {
  it.each([
    [{}, 720],
    [{ viewport_width: 1280, output_size: 640 }, 720],
    [{ ratio: '1:2' }, 2560],
    [{ fullpage: true }, 30_000],
    [{ fullpage: true, viewport_width: 640, output_size: 1280 }, 15_000],
    [{ fullpage: true, viewport_width: 1280, output_size: 640 }, 30_000],
    [{ fullpage: true, hidpi: true }, 30_000],
    [{ crop_height: 300 }, 300],
    [{ crop_height: 300, hidpi: true }, 300],
  ])('of %j is %i CSS pixels', (options, height) => {
    const parsed = captureOptions.parse({ url: 'https://example.com/', ...options });
    expect(reach(geometry(parsed))).toBe(height);
  });
});
