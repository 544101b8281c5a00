import { describe, expect, test } from 'vitest';
import { admitCapture } from '../../functions/domain/admit-capture.ts';
import { type AskedOptions, askedOptions } from '../../functions/domain/asked-options.ts';
import { requireEntitled } from '../../functions/domain/entitlement.ts';
import { ApiError } from '../../functions/domain/errors.ts';
import { judgeTarget } from '../../functions/domain/judge-target.ts';
import { outboundPolicy } from '../../functions/domain/outbound-policy.ts';
import { type Fields, readRequest } from '../../functions/domain/read-request.ts';

const url = 'https://example.com/';
const asked = (body: Fields, customPort = false) => ({
  ...readRequest(askedOptions, { url, ...body }).fields,
  customPort,
});
const admit = (plan: 'free' | 'pro', body: Fields) =>
  admitCapture(plan, readRequest(askedOptions, { url, ...body }), { customPort: false });

const refusalOf = (attempt: () => unknown): ApiError | undefined => {
  try {
    attempt();
    return undefined;
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
};
const freeRefusal = (body: Fields, customPort?: boolean) =>
  refusalOf(() => requireEntitled('free', asked(body, customPort)));

/** What is for Pro accounts only (contract, "Pro-only"): values that a free account may not send, and those it may. */
const proOnly: Readonly<
  Partial<Record<keyof AskedOptions, { readonly pro: readonly unknown[]; readonly free: readonly unknown[] }>>
> = {
  format: { pro: ['png', 'webp', 'webp_lossless', 'avif', 'pdf'], free: ['jpg'] },
  viewport_width: { pro: [280, 360, 389, 391, 767, 769, 1279, 1281, 1440, 3840], free: [390, 768, 1280] },
  wait_time: { pro: [6, 30], free: [0, 5] },
  scroll_before_capture: { pro: [true], free: [false] },
  block_ads: { pro: [true], free: [false] },
  http_auth: {
    pro: [
      { user: 'a', pass: 'b' },
      { user: '', pass: '' },
    ],
    free: [],
  },
  crop_height: { pro: [10, 720, 30_000], free: [] },
  cookies: { pro: [[{ name: 'a', value: 'b' }]], free: [[]] },
  selector: { pro: ['main'], free: [''] },
  autoplay_videos: { pro: [true], free: [false] },
  omit_background: { pro: [true], free: [false] },
  emulate_print_media: { pro: [true], free: [false] },
  dismiss_cookies: { pro: ['accept', 'reject'], free: [''] },
  render_region: { pro: ['ca-montreal', 'sg-singapore', 'au-sydney', 'vn-hanoi'], free: ['fr-paris'] },
  preset: {
    pro: ['desktop', 'desktop_hd', 'twitter_header', 'linkedin_banner', 'hero_banner'],
    free: ['', 'og', 'mobile', 'youtube_thumbnail', 'square', 'reel', 'pinterest', 'tablet'],
  },
};

/** All other options, with what is most unlike the default. */
const forEveryone: Fields = {
  output_size: 1920,
  ratio: '1:2',
  fullpage: true,
  hidpi: true,
  color_scheme: 'dark',
  nojs: true,
  prefers_reduced_motion: true,
  frame: 'shotbot_brand',
  scroll_offset_px: 30_000,
  scroll_to: 'main',
  pdf_page_size: 'A3',
  pdf_margin_mm: 50,
  pdf_scale: 2,
  pdf_landscape: true,
  private: true,
};

describe('a free account', () => {
  test.each(Object.entries(proOnly))(
    'is refused %s by name for what is Pro, and may send the rest',
    (field, values) => {
      for (const value of values.pro) {
        const error = freeRefusal({ [field]: value });
        expect([value, error?.code, error?.details.fields]).toEqual([value, 'pro_required', [field]]);
        expect(error?.details.detail).toContain(field);
      }
      for (const value of [undefined, ...values.free]) {
        const body = value === undefined ? {} : { [field]: value };
        expect([value, freeRefusal(body)]).toEqual([value, undefined]);
      }
    },
  );

  test.each(Object.entries(forEveryone))('may send %s: %j', (field, value) => {
    expect(freeRefusal({ [field]: value })).toBeUndefined();
  });

  test('every option is either Pro or for everyone; url is both, by its port', () => {
    expect([...Object.keys(proOnly), ...Object.keys(forEveryone), 'url'].toSorted()).toEqual(
      Object.keys(askedOptions.shape).toSorted(),
    );
  });

  test.each([
    ['https://example.com/', undefined],
    ['https://example.com:443/', undefined],
    ['http://example.com:443/', undefined],
    ['https://example.com:80/', undefined],
    ['https://example.com:8443/', ['url']],
    ['http://example.com:8080/', ['url']],
    ['http://93.184.216.34:81/', ['url']],
    // A host:port that the deployer listed is exempt.
    ['http://127.0.0.1:4000/', undefined],
  ])('that sends the url %s is refused %j', (text, fields) => {
    const { customPort } = judgeTarget(outboundPolicy(['127.0.0.1:4000']), text, () => {});
    const error = freeRefusal({ url: text }, customPort);
    expect(error?.code).toBe(fields && 'pro_required');
    expect(error?.details.fields).toEqual(fields);
  });

  const everythingPro = Object.fromEntries(
    Object.entries(proOnly).map(([field, { pro }]) => [field, pro[0]]),
  );

  test('is told all fields at once, each with what it may send', () => {
    const error = freeRefusal({ ...forEveryone, ...everythingPro }, true);
    expect(error?.details.fields?.toSorted()).toEqual([...Object.keys(proOnly), 'url'].toSorted());
    const detail = error?.details.detail ?? '';
    expect(detail).toContain('viewport_width must be one of 390, 768, 1280;');
    expect(detail).toContain('wait_time must be 0 to 5;');
    expect(detail).toContain('format must be jpg;');
    expect(detail).toContain(
      'preset must be empty or one of og, mobile, youtube_thumbnail, square, reel, pinterest, tablet;',
    );
    expect(detail).toMatch(/cookies must be left out\. Anything else needs a Pro account\.$/);
    for (const field of ['url', ...Object.keys(proOnly)]) expect(detail).toContain(`${field} must be `);
  });

  test('is told the same by the alias of an option', () => {
    expect(freeRefusal({ wait: 6 })?.details.fields).toEqual(['wait_time']);
  });

  test('a Pro account may send everything', () => {
    expect(refusalOf(() => requireEntitled('pro', asked({ ...forEveryone, ...everythingPro }, true)))).toBe(
      undefined,
    );
  });
});

describe('the gates judge what was sent, before a preset is filled in', () => {
  test.each([
    ['og', { viewport_width: 1280, output_size: 1200, crop_height: 630 }],
    ['reel', { viewport_width: 390, output_size: 1080, crop_height: 1920 }],
  ])('the free preset %s sets what a free account may not send: %j', (preset, filledIn) => {
    expect(admit('free', { preset })).toMatchObject(filledIn);
    expect(refusalOf(() => admit('free', filledIn))?.details.fields).toEqual(['crop_height']);
  });

  test('a Pro preset is refused by its own name, not by what it would set', () => {
    expect(refusalOf(() => admit('free', { preset: 'desktop' }))?.details.fields).toEqual(['preset']);
  });

  test('a free preset opens nothing for what is sent beside it', () => {
    const body = { preset: 'og', viewport_width: 1440, crop_height: 630 };
    const error = refusalOf(() => admit('free', body));
    expect(error?.code).toBe('pro_required');
    expect(error?.details.fields?.toSorted()).toEqual(['crop_height', 'viewport_width']);
  });
});

describe('the mark on a frame', () => {
  test('is put on framed pictures of free accounts', () => {
    expect(admit('free', { frame: 'laptop' }).marked).toBe(true);
  });

  test.each<['free' | 'pro', Fields]>([
    ['free', {}],
    ['free', { frame: '' }],
    ['pro', { frame: 'laptop' }],
  ])('is not put on what else there is: %s %j', (plan, body) => {
    expect(admit(plan, body)).not.toHaveProperty('marked');
  });

  test('is no caller’s to ask for, or to refuse', () => {
    expect(admit('pro', { frame: 'laptop', marked: true })).not.toHaveProperty('marked');
    expect(admit('free', { frame: 'laptop', marked: false }).marked).toBe(true);
  });
});
