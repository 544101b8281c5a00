import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { askedOptions } from '../../functions/domain/asked-options.ts';
import { expandPreset } from '../../functions/domain/expand-preset.ts';
import { geometry } from '../../functions/domain/geometry.ts';
import { outputSizes } from '../../functions/domain/output-sizes.ts';
import { type Fields, readRequest } from '../../functions/domain/read-request.ts';

const expand = (body: Fields) => {
  const { fields, sent } = readRequest(askedOptions, { url: 'https://example.com/', ...body });
  return expandPreset(fields, sent);
};

/** The sizes that follow from what was sent: the width of the viewport, the width and height of the file. */
const sizes = (body: Fields) => {
  const { viewport, output } = geometry(expand(body));
  return [viewport.width, output.width, output.height];
};

const presets: readonly (readonly [name: string, viewport: number, width: number, height: number])[] = [
  ['og', 1280, 1200, 630],
  ['mobile', 390, 390, 844],
  ['youtube_thumbnail', 1280, 1280, 720],
  ['square', 1280, 1080, 1080],
  ['reel', 390, 1080, 1920],
  ['pinterest', 1280, 1000, 1500],
  ['tablet', 768, 768, 1024],
  ['desktop', 1440, 1440, 900],
  ['desktop_hd', 1920, 1920, 1080],
  ['twitter_header', 1500, 1500, 500],
  ['linkedin_banner', 1584, 1584, 396],
  ['hero_banner', 1920, 1920, 600],
];

describe('a preset', () => {
  test.each(presets)(
    '%s lays out at %d px and makes a file of %d x %d',
    (preset, viewport, width, height) => {
      expect(sizes({ preset })).toEqual([viewport, width, height]);
      expect(geometry(expand({ preset })).decidedBy).toBe('crop_height');
    },
  );

  test.each(presets)('%s has twice the pixels with hidpi', (preset, viewport, width, height) => {
    expect(sizes({ preset, hidpi: true })).toEqual([viewport, width * 2, height * 2]);
  });

  test('is one of those in this table', () => {
    const { innerType } = askedOptions.shape.preset.def;
    expect(innerType.options.toSorted()).toEqual(['', ...presets.map(([name]) => name)].toSorted());
  });

  test('changes nothing else', () => {
    const options = { hidpi: true, format: 'png', wait_time: 0, scroll_to: 'main', frame: 'laptop' };
    expect(expand({ preset: 'og', ...options })).toEqual({
      ...expand(options),
      viewport_width: 1280,
      output_size: 1200,
      crop_height: 630,
    });
  });

  test.each([{}, { preset: '' }])('that is none leaves all as it was sent: %j', (body) => {
    expect(sizes(body)).toEqual([1280, 1280, 720]);
    expect(sizes({ ...body, viewport_width: 390, output_size: 768, ratio: '1:2' })).toEqual([390, 768, 1536]);
    expect(expand(body)).not.toHaveProperty('output_size');
    expect(expand(body)).not.toHaveProperty('crop_height');
  });
});

describe('explicit values win', () => {
  test.each<[string, Fields, readonly [number, number, number | undefined], string]>([
    ['a ratio takes the place of the height', { preset: 'og', ratio: '1:1' }, [1280, 1200, 1200], 'ratio'],
    ['also the ratio that is the default', { preset: 'mobile', ratio: '16:9' }, [390, 390, 219], 'ratio'],
    ['a crop_height does', { preset: 'og', crop_height: 100 }, [1280, 1200, 100], 'crop_height'],
    ['fullpage does', { preset: 'og', fullpage: true }, [1280, 1200, undefined], 'fullpage'],
    ['fullpage by its alias does', { preset: 'og', full_page: true }, [1280, 1200, undefined], 'fullpage'],
    ['fullpage: false does not', { preset: 'og', fullpage: false }, [1280, 1200, 630], 'crop_height'],
    ['an empty selector does not', { preset: 'og', selector: '' }, [1280, 1200, 630], 'crop_height'],
    ['an output_size keeps the aspect', { preset: 'og', output_size: 640 }, [1280, 640, 336], 'crop_height'],
    ['a larger one too', { preset: 'reel', output_size: 1920 }, [390, 1920, 3413], 'crop_height'],
    [
      'to the nearest pixel',
      // 160 * 396 / 1584 = 40, 120 * 396 / 1584 = 30, 390 * 396 / 1584 = 97.5
      { preset: 'linkedin_banner', output_size: 390 },
      [1584, 390, 98],
      'crop_height',
    ],
    [
      'an output_size beside a ratio',
      { preset: 'og', output_size: 640, ratio: '2:1' },
      [1280, 640, 320],
      'ratio',
    ],
    [
      'an output_size beside a crop_height',
      { preset: 'og', output_size: 640, crop_height: 700 },
      [1280, 640, 700],
      'crop_height',
    ],
    ['a viewport_width', { preset: 'og', viewport_width: 390 }, [390, 1200, 630], 'crop_height'],
    [
      'a viewport_width that is the default',
      { preset: 'mobile', viewport_width: 1280 },
      [1280, 390, 844],
      'crop_height',
    ],
    [
      'all of them',
      { preset: 'reel', viewport_width: 1280, output_size: 120, ratio: '3:2' },
      [1280, 120, 80],
      'ratio',
    ],
  ])('%s: %j', (_, body, expected, decidedBy) => {
    expect(sizes(body)).toEqual(expected);
    expect(geometry(expand(body)).decidedBy).toBe(decidedBy);
  });

  test('a selector drops the height', () => {
    const options = expand({ preset: 'og', selector: 'main' });
    expect(options.crop_height).toBeUndefined();
    expect(geometry(options)).toMatchObject({ decidedBy: 'selector', output: { height: undefined } });
  });

  test('an output_size that was sent keeps the aspect of every preset, to the nearest pixel', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...presets),
        fc.constantFrom(...outputSizes),
        ([preset, , width, height], size) => {
          const { output } = geometry(expand({ preset, output_size: size }));
          expect(output.width).toBe(size);
          expect(Math.abs((output.height ?? 0) - (size * height) / width)).toBeLessThanOrEqual(0.5);
        },
      ),
    );
  });
});

test('what is secret of a request is no part of what is rendered', () => {
  const body = { http_auth: { user: 'a', pass: 'b' }, cookies: [{ name: 'a', value: 'b' }], private: true };
  for (const preset of ['', 'og']) {
    const options = expand({ ...body, preset });
    for (const field of [...Object.keys(body), 'preset']) expect(options).not.toHaveProperty(field);
  }
});
