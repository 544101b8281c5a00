import { describe, expect, test } from 'vitest';
import { captureRequest } from '../../functions/domain/capture-request.ts';
import { ApiError } from '../../functions/domain/errors.ts';

const url = 'https://example.com/';

const refusal = (body: Record<string, unknown>): ApiError => {
  try {
    captureRequest(body);
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
};

describe('what was left out has its default', () => {
  test('only a url', () => {
    expect(captureRequest({ url })).toEqual({
      options: { url, viewport_width: 1280, ratio: '16:9', fullpage: false, format: 'jpg', wait_time: 5 },
      warnings: [],
    });
  });
});

describe('aliases', () => {
  test.each([
    [{ wait: 2 }, { wait_time: 2 }],
    [{ full_page: true }, { fullpage: true }],
    [{ wait: 2, wait_time: 3 }, { wait_time: 3 }],
    [{ full_page: true, fullpage: false }, { fullpage: false }],
  ])('%j is read as %j, without a warning', (sent, read) => {
    const request = captureRequest({ url, ...sent });
    expect(request.options).toMatchObject(read);
    expect(request.warnings).toEqual([]);
  });

  test('a wrong value under an alias is refused under the name of the option', () => {
    expect(refusal({ url, wait: 'long' }).details.fields).toEqual(['wait_time']);
  });
});

describe('wrong values', () => {
  test.each([
    ['url', undefined],
    ['url', null],
    ['url', 7],
    ['url', ['https://example.com/']],
    ['viewport_width', '1280'],
    ['viewport_width', 1280.5],
    ['viewport_width', 279],
    ['viewport_width', 3841],
    ['viewport_width', null],
    ['viewport_width', 2 ** 60],
    ['output_size', 100],
    ['output_size', '640'],
    ['output_size', null],
    ['ratio', '16:8'],
    ['ratio', 1.5],
    ['fullpage', 'true'],
    ['fullpage', 1],
    ['format', 'gif'],
    ['format', 'JPG'],
    ['wait_time', -1],
    ['wait_time', 31],
    ['wait_time', true],
    ['wait_time', {}],
  ])('%s: %j', (field, value) => {
    const error = refusal({ url, [field]: value });
    expect(error.code).toBe('invalid_parameter');
    expect(error.details.fields).toEqual([field]);
    expect(error.details.detail).toContain(`${field} must be `);
  });

  test('all of them are named at once, each with its valid values', () => {
    const error = refusal({ url, ratio: 'x', wait_time: 99, format: 0 });
    expect(error.details.fields?.toSorted()).toEqual(['format', 'ratio', 'wait_time']);
    expect(error.details.detail).toContain('wait_time must be an integer from 0 to 30');
    expect(error.details.detail).toContain('16:10');
    expect(error.details.detail).toContain('jpg, png, webp');
  });

  test('an integer written with a fraction of zero is an integer', () => {
    expect(
      captureRequest(JSON.parse('{"url":"https://example.com/","wait_time":3.0}')).options.wait_time,
    ).toBe(3);
  });
});

describe('unknown fields', () => {
  test('are ignored and named', () => {
    const body = JSON.parse('{"url":"https://example.com/","colour":1,"__proto__":{"fullpage":true}}');
    const request = captureRequest(body);
    expect(request.options.fullpage).toBe(false);
    expect(request.warnings).toEqual(['Unknown fields were ignored: colour, __proto__.']);
  });

  test('a flood of them makes one short sentence', () => {
    const flood = Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`${'x'.repeat(100)}${i}`, i]));
    const [warning] = captureRequest({ url, ...flood }).warnings;
    expect(warning).toContain('and 4990 more');
    expect(warning?.length).toBeLessThan(800);
  });
});

describe('what this version cannot do yet', () => {
  test.each([
    ['hidpi', true],
    ['frame', 'laptop'],
    ['frame', 123],
    ['selector', '#main'],
    ['private', true],
    ['callback_url', 'https://example.com/hook'],
    ['crop_height', 300],
    ['cookies', [{ name: 'a', value: 'b' }]],
    ['format', 'pdf'],
    ['format', 'avif'],
    ['format', 'webp_lossless'],
  ])('%s: %j is refused by name instead of being left out of the picture', (field, value) => {
    const error = refusal({ url, [field]: value });
    expect(error.code).toBe('invalid_parameter');
    expect(error.details.fields).toEqual([field]);
  });

  test('is named beside what is wrong', () => {
    expect(refusal({ ratio: 'x', hidpi: true }).details.fields?.toSorted()).toEqual([
      'hidpi',
      'ratio',
      'url',
    ]);
  });

  test.each([
    ['hidpi', false],
    ['frame', ''],
    ['color_scheme', null],
    ['preset', null],
    ['crop_height', null],
    ['cookies', []],
    ['render_region', 'fr-paris'],
    ['scroll_offset_px', 0],
    ['pdf_scale', 1],
  ])('%s: %j asks for nothing and is accepted', (field, value) => {
    expect(captureRequest({ url, [field]: value }).warnings).toEqual([]);
  });
});
