import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clips } from '../../../functions/render/picture/clips.ts';

describe('clips', () => {
  it('takes a small picture at once', () => {
    expect(clips(720, { device: 1280, css: 1280 })).toEqual([{ top: 0, height: 720, rows: 720 }]);
  });

  it('cuts a tall picture into strips of at most 4,000 device pixels', () => {
    expect(clips(10_000, { device: 1280, css: 1280 })).toEqual([
      { top: 0, height: 4000, rows: 4000 },
      { top: 4000, height: 4000, rows: 4000 },
      { top: 8000, height: 2000, rows: 2000 },
    ]);
  });

  it('cuts where CSS and device pixels meet when the device scale is broken', () => {
    // 1,080 device pixels on 768 CSS pixels: 45 on 32.
    expect(clips(5_000, { device: 1080, css: 768 })).toEqual([
      { top: 0, height: 2816, rows: 3960 },
      { top: 2816, height: 740, rows: 1040 },
    ]);
  });

  it('begins no strip in what is not to be divided, as far as that goes', () => {
    const same = { device: 1280, css: 1280 };
    const rowsOf = (undivided: readonly { top: number; bottom: number }[]) =>
      clips(9_000, same, undivided).map(({ rows }) => rows);
    expect(rowsOf([{ top: 3_900, bottom: 4_100 }])).toEqual([3_900, 4_000, 1_100]);
    // One begins where another ends.
    expect(
      rowsOf([
        { top: 3_900, bottom: 4_100 },
        { top: 3_500, bottom: 3_950 },
      ]),
    ).toEqual([3_500, 4_000, 1_500]);
    // There is no such place.
    expect(rowsOf([{ top: 1_000, bottom: 8_500 }])).toEqual([4_000, 4_000, 1_000]);
  });

  const pictures = fc.record({
    viewport: fc.integer({ min: 280, max: 3840 }),
    scale: fc.double({ min: 1, max: 4, noNaN: true }),
    height: fc.integer({ min: 1, max: 30_000 }),
    undivided: fc.array(
      fc
        .tuple(fc.integer({ min: -500, max: 30_000 }), fc.integer({ min: 1, max: 6_000 }))
        .map(([top, length]) => ({ top, bottom: top + length })),
      { maxLength: 8 },
    ),
  });

  it('covers the picture without gap or overlap, in whole CSS pixels', () => {
    fc.assert(
      fc.property(pictures, ({ viewport, scale, height, undivided }) => {
        const width = Math.min(Math.round(viewport * scale), 3840);
        const strips = clips(height, { device: width, css: viewport }, undivided);
        let row = 0;
        for (const strip of strips) {
          expect(Number.isInteger(strip.top) && Number.isInteger(strip.height)).toBe(true);
          expect(strip.top * width).toBe(row * viewport);
          expect(strip.rows).toBeLessThanOrEqual(4000);
          expect((strip.height * width) / viewport).toBeGreaterThanOrEqual(strip.rows);
          row += strip.rows;
        }
        expect(row).toBe(height);
      }),
    );
  });
});
