import { describe, expect, test } from 'vitest';
import { askedOptions, renderRegionNames } from '../../functions/domain/asked-options.ts';
import { ApiError } from '../../functions/domain/errors.ts';
import { formatNames } from '../../functions/domain/formats.ts';
import { optionsNotYet, requireRendered } from '../../functions/domain/not-yet-rendered.ts';
import { presetNames } from '../../functions/domain/presets.ts';

type Asking = Readonly<Record<string, unknown>>;

/** What is asked for, with the defaults of the rest, as the judgement hands it on. */
const asked = (options: Asking) => askedOptions.parse({ url: 'https://example.com/', ...options });

/** The fields that a refusal names, in its own order; undefined when nothing is refused. */
const refusedFields = (asking: Asking): string[] | undefined => {
  try {
    requireRendered(asked(asking));
    return undefined;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    expect(error.code).toBe('unavailable');
    const detail = error.details.detail ?? '';
    return /cannot do this yet: ([\w, ]+)\./.exec(detail)?.[1]?.split(', ') ?? [`no field in: ${detail}`];
  }
};

/** A value of every option that this version cannot render. */
const inVain: Asking = {
  color_scheme: 'light',
  render_region: 'vn-hanoi',
  nojs: true,
  autoplay_videos: true,
  prefers_reduced_motion: true,
  emulate_print_media: true,
  scroll_before_capture: true,
  scroll_offset_px: 1,
  scroll_to: 'main',
  selector: 'main',
};

/** Every option that this version renders, with values that it renders. */
const rendered: Readonly<Record<string, readonly unknown[]>> = {
  url: ['https://example.com/page'],
  preset: ['', ...presetNames],
  viewport_width: [280, 3840],
  output_size: [120, 1920],
  ratio: ['9:16'],
  crop_height: [10, 30_000],
  fullpage: [true],
  hidpi: [true],
  wait_time: [0, 30],
  omit_background: [true],
  frame: ['', 'rounded', 'shotbot_brand'],
  http_auth: [{ user: 'u', pass: '' }],
  private: [true],
  cookies: [[{ name: 'a', value: '' }]],
  dismiss_cookies: ['accept', 'reject'],
  block_ads: [true],
  format: formatNames,
  pdf_page_size: ['Letter'],
  pdf_margin_mm: [0],
  pdf_scale: [0.1],
  pdf_landscape: [true],
};

const everyOption = Object.keys(askedOptions.shape);

describe('what this version cannot render', () => {
  test.each(Object.entries(inVain))('%s is refused by its name alone', (field, value) => {
    expect(refusedFields({ [field]: value })).toEqual([field]);
  });

  test.each<[string, readonly unknown[]]>([
    ['color_scheme', ['dark', 'light']],
    ['render_region', renderRegionNames.slice(1)],
  ])('%s is refused in each of its values', (field, values) => {
    for (const value of values) expect(refusedFields({ [field]: value })).toEqual([field]);
  });

  test('is named all at once', () => {
    expect(refusedFields(inVain)?.toSorted()).toEqual(Object.keys(inVain).toSorted());
  });

  test('has a value in this table for every field', () => {
    expect(Object.keys(inVain).toSorted()).toEqual(optionsNotYet.toSorted());
  });
});

describe('what this version renders', () => {
  test.each(Object.entries(rendered))('%s is let through', (field, values) => {
    for (const value of values) expect(refusedFields({ [field]: value })).toBeUndefined();
  });

  test('nothing is refused that was not asked for', () => {
    expect(refusedFields({})).toBeUndefined();
  });
});

test('every option is either rendered or refused', () => {
  const known = [...optionsNotYet, ...Object.keys(rendered)];
  expect(known.toSorted()).toEqual(everyOption.toSorted());
});
