import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outputSizes, ratios } from '../../functions/domain/capture-options.ts';
import { geometry } from '../../functions/domain/geometry.ts';

const plain = { viewport_width: 1280, ratio: '16:9', fullpage: false } as const;

describe('geometry', () => {
  it.each([
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
    // No layout viewport is higher than 2,000 CSS pixels; the picture is.
    [{ ratio: '1:2' }, { viewport: [1280, 2000], deviceWidth: 1280, output: [1280, 2560] }],
    [{ fullpage: true }, { viewport: [1280, 720], deviceWidth: 1280, output: [1280, undefined] }],
    [
      { fullpage: true, viewport_width: 390, ratio: '3:4', output_size: 768 },
      { viewport: [390, 520], deviceWidth: 768, output: [768, undefined] },
    ],
  ] as const)('of %j', (options, expected) => {
    const { viewport, deviceWidth, output } = geometry({ ...plain, ...options });
    expect({
      viewport: [viewport.width, viewport.height],
      deviceWidth,
      output: [output.width, output.height],
    }).toEqual(expected);
  });

  const options = fc.record({
    viewport_width: fc.integer({ min: 280, max: 3840 }),
    output_size: fc.option(fc.constantFrom(...outputSizes), { nil: undefined }),
    ratio: fc.constantFrom(...ratios),
    fullpage: fc.boolean(),
  });

  it('draws at least one and at most four device pixels a CSS pixel, and never more than the file needs', () => {
    fc.assert(
      fc.property(options, (wanted) => {
        const { viewport, deviceWidth, output } = geometry(wanted);
        expect(deviceWidth).toBeGreaterThanOrEqual(viewport.width);
        expect(deviceWidth).toBeLessThanOrEqual(viewport.width * 4);
        expect(deviceWidth).toBeLessThanOrEqual(Math.max(output.width, viewport.width));
        expect(Number.isInteger(deviceWidth)).toBe(true);
      }),
    );
  });

  it('gives the file the ratio of the options, to the nearest pixel', () => {
    fc.assert(
      fc.property(options, ({ fullpage: _, ...wanted }) => {
        const { output } = geometry({ ...wanted, fullpage: false });
        const [across, down] = wanted.ratio.split(':').map(Number) as [number, number];
        expect(Math.abs((output.height ?? 0) - (output.width * down) / across)).toBeLessThanOrEqual(0.5);
        expect(output.width).toBe(wanted.output_size ?? wanted.viewport_width);
      }),
    );
  });

  it('lays out what the file shows, up to 2,000 CSS pixels and in whole pixels', () => {
    fc.assert(
      fc.property(options, ({ fullpage: _, ...wanted }) => {
        const { viewport, output } = geometry({ ...wanted, fullpage: false });
        const shown = ((output.height ?? 0) * viewport.width) / output.width;
        expect(viewport.height).toBe(Math.min(Math.ceil(shown), 2000));
      }),
    );
  });
});
