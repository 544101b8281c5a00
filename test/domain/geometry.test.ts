import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { geometry, type SizeOptions } from '../../functions/domain/geometry.ts';
import { outputSizes } from '../../functions/domain/output-sizes.ts';
import { ratios } from '../../functions/domain/ratios.ts';

const plain: SizeOptions = {
  viewport_width: 1280,
  ratio: '16:9',
  fullpage: false,
  format: 'jpg',
  hidpi: false,
  selector: '',
};

interface Sizes {
  readonly viewport: readonly [number, number];
  readonly deviceWidth: number;
  readonly output: readonly [number, number | undefined];
}

const sizes = (options: Partial<SizeOptions>): Sizes => {
  const { viewport, deviceWidth, output } = geometry({ ...plain, ...options });
  return { viewport: [viewport.width, viewport.height], deviceWidth, output: [output.width, output.height] };
};

describe('geometry', () => {
  it.each<[Partial<SizeOptions>, Sizes]>([
    // The file is as wide as the viewport unless the caller says otherwise.
    [{}, { viewport: [1280, 720], deviceWidth: 1280, output: [1280, 720] }],
    [
      { viewport_width: 390, ratio: '9:16' },
      { viewport: [390, 693], deviceWidth: 390, output: [390, 693] },
    ],
    // Smaller: drawn at one device pixel a CSS pixel, then scaled down.
    [{ output_size: 320 }, { viewport: [1280, 720], deviceWidth: 1280, output: [320, 180] }],
    [{ output_size: 120 }, { viewport: [1280, 726], deviceWidth: 1280, output: [120, 68] }],
    // Larger: drawn as finely as the file needs.
    [{ output_size: 1920 }, { viewport: [1280, 720], deviceWidth: 1920, output: [1920, 1080] }],
    [
      { viewport_width: 768, output_size: 1080 },
      { viewport: [768, 433], deviceWidth: 1080, output: [1080, 608] },
    ],
    // Larger than four times: drawn at four, then enlarged.
    [
      { viewport_width: 280, output_size: 1920 },
      { viewport: [280, 158], deviceWidth: 1120, output: [1920, 1080] },
    ],
    // No layout viewport is higher than 2,000 CSS pixels for a height that is known; the picture is.
    [{ ratio: '1:2' }, { viewport: [1280, 2000], deviceWidth: 1280, output: [1280, 2560] }],
    [{ fullpage: true }, { viewport: [1280, 720], deviceWidth: 1280, output: [1280, undefined] }],
    [
      { fullpage: true, viewport_width: 390, ratio: '3:4', output_size: 768 },
      { viewport: [390, 520], deviceWidth: 768, output: [768, undefined] },
    ],
    // The whole document and an element are laid out at the ratio, whatever that makes of the height.
    [
      { fullpage: true, viewport_width: 3840, ratio: '1:2' },
      { viewport: [3840, 7680], deviceWidth: 3840, output: [3840, undefined] },
    ],
    // crop_height: exactly this many pixels of the file, whatever the width.
    [{ crop_height: 900 }, { viewport: [1280, 900], deviceWidth: 1280, output: [1280, 900] }],
    [{ crop_height: 10 }, { viewport: [1280, 10], deviceWidth: 1280, output: [1280, 10] }],
    [{ crop_height: 30_000 }, { viewport: [1280, 2000], deviceWidth: 1280, output: [1280, 30_000] }],
    [
      { crop_height: 900, output_size: 640 },
      { viewport: [1280, 1800], deviceWidth: 1280, output: [640, 900] },
    ],
    [
      { crop_height: 901, output_size: 1920 },
      { viewport: [1280, 601], deviceWidth: 1920, output: [1920, 901] },
    ],
    // hidpi: twice the pixels of the file, of the same layout.
    [{ hidpi: true }, { viewport: [1280, 720], deviceWidth: 2560, output: [2560, 1440] }],
    [
      { hidpi: true, viewport_width: 390, ratio: '9:16' },
      { viewport: [390, 693], deviceWidth: 780, output: [780, 1386] },
    ],
    [
      { hidpi: true, output_size: 320 },
      { viewport: [1280, 720], deviceWidth: 2560, output: [640, 360] },
    ],
    [
      { hidpi: true, output_size: 1920 },
      { viewport: [1280, 720], deviceWidth: 3840, output: [3840, 2160] },
    ],
    [
      { hidpi: true, viewport_width: 390, output_size: 1080 },
      { viewport: [390, 220], deviceWidth: 1560, output: [2160, 1216] },
    ],
    [
      { hidpi: true, crop_height: 30_000 },
      { viewport: [1280, 2000], deviceWidth: 2560, output: [2560, 60_000] },
    ],
    [
      { hidpi: true, fullpage: true },
      { viewport: [1280, 720], deviceWidth: 2560, output: [2560, undefined] },
    ],
    // An element as wide as the caller said.
    [
      { selector: 'main', output_size: 640 },
      { viewport: [1280, 720], deviceWidth: 1280, output: [640, undefined] },
    ],
  ])('of %j', (options, expected) => {
    expect(sizes(options)).toEqual(expected);
  });

  const all = {
    format: 'pdf',
    selector: 'main',
    fullpage: true,
    crop_height: 900,
    ratio: '1:1',
  } as const satisfies Partial<SizeOptions>;

  it.each<[Partial<SizeOptions>, string, number | undefined]>([
    [all, 'format', undefined],
    [{ ...all, format: 'png' }, 'selector', undefined],
    [{ ...all, format: 'png', selector: '' }, 'fullpage', undefined],
    [{ ...all, format: 'png', selector: '', fullpage: false }, 'crop_height', 900],
    [{ ratio: '1:1' }, 'ratio', 1280],
    [{}, 'ratio', 720],
    [{ format: 'pdf' }, 'format', undefined],
    [{ format: 'pdf', crop_height: 900 }, 'format', undefined],
    [{ selector: 'main', crop_height: 900 }, 'selector', undefined],
    [{ fullpage: true, crop_height: 900 }, 'fullpage', undefined],
  ])('of %j: %s decides the height', (options, decidedBy, height) => {
    expect(geometry({ ...plain, ...options })).toMatchObject({ decidedBy, output: { height } });
  });

  it.each(['png', 'webp', 'webp_lossless', 'avif'] as const)('of %s is that of jpg', (format) => {
    expect(geometry({ ...plain, format })).toEqual(geometry(plain));
  });

  const options = fc.record({
    viewport_width: fc.integer({ min: 280, max: 3840 }),
    output_size: fc.option(fc.constantFrom(...outputSizes), { nil: undefined }),
    ratio: fc.constantFrom(...ratios),
    crop_height: fc.option(fc.integer({ min: 10, max: 30_000 }), { nil: undefined }),
    fullpage: fc.boolean(),
    format: fc.constantFrom('jpg' as const, 'pdf' as const),
    hidpi: fc.boolean(),
    selector: fc.constantFrom('', 'main'),
  });
  const known = options.map((wanted) => ({
    ...wanted,
    fullpage: false,
    format: 'jpg' as const,
    selector: '',
  }));

  it('draws at least one and at most four device pixels a CSS pixel, and never more than the file needs', () => {
    fc.assert(
      fc.property(options, (wanted) => {
        const { viewport, deviceWidth, output } = geometry(wanted);
        expect(deviceWidth).toBeGreaterThanOrEqual(viewport.width);
        expect(deviceWidth).toBeLessThanOrEqual(viewport.width * 4);
        expect(deviceWidth).toBeLessThanOrEqual(
          Math.max(output.width, viewport.width * (wanted.hidpi ? 2 : 1)),
        );
        expect(Number.isInteger(deviceWidth)).toBe(true);
      }),
    );
  });

  it('gives the file exactly twice the pixels in each direction with hidpi, of the same layout', () => {
    fc.assert(
      fc.property(options, (wanted) => {
        const once = geometry({ ...wanted, hidpi: false });
        const twice = geometry({ ...wanted, hidpi: true });
        expect(twice.output.width).toBe(once.output.width * 2);
        expect(twice.output.height).toBe(once.output.height && once.output.height * 2);
        expect(twice.viewport).toEqual(once.viewport);
        expect(twice.decidedBy).toBe(once.decidedBy);
        expect([once.density, twice.density]).toEqual([1, 2]);
        expect(twice.deviceWidth).toBeGreaterThanOrEqual(twice.viewport.width * 2);
        expect(twice.deviceWidth).toBeLessThanOrEqual(twice.viewport.width * 4);
      }),
    );
  });

  it('gives the file the ratio of the options, to the nearest pixel', () => {
    fc.assert(
      fc.property(known, (wanted) => {
        const { output } = geometry({ ...wanted, crop_height: undefined, hidpi: false });
        const [across, down] = wanted.ratio.split(':').map(Number) as [number, number];
        expect(Math.abs((output.height ?? 0) - (output.width * down) / across)).toBeLessThanOrEqual(0.5);
        expect(output.width).toBe(wanted.output_size ?? wanted.viewport_width);
      }),
    );
  });

  it('gives the file exactly the crop_height, whatever the ratio and the widths', () => {
    fc.assert(
      fc.property(known, fc.integer({ min: 10, max: 30_000 }), (wanted, height) => {
        const { output, density } = geometry({ ...wanted, crop_height: height });
        expect(output.height).toBe(height * density);
      }),
    );
  });

  it('lays out what the file shows, up to 2,000 CSS pixels and in whole pixels', () => {
    fc.assert(
      fc.property(known, (wanted) => {
        const { viewport, output } = geometry({ ...wanted, hidpi: false });
        const shown = ((output.height ?? 0) * viewport.width) / output.width;
        expect(viewport.height).toBe(Math.min(Math.ceil(shown), 2000));
      }),
    );
  });

  it('lays out the whole document and an element at the ratio of the viewport', () => {
    fc.assert(
      fc.property(options, fc.constantFrom({ fullpage: true }, { selector: 'main' }), (wanted, whole) => {
        const { viewport } = geometry({ ...wanted, format: 'jpg', ...whole });
        const [across, down] = wanted.ratio.split(':').map(Number) as [number, number];
        expect(Math.abs(viewport.height - (viewport.width * down) / across)).toBeLessThanOrEqual(0.5);
      }),
    );
  });
});
