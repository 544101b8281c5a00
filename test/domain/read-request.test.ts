import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type * as z from 'zod';
import { askedOptions } from '../../functions/domain/asked-options.ts';
import { ApiError } from '../../functions/domain/errors.ts';
import { jointRules } from '../../functions/domain/joint-rules.ts';
import { targetHost } from '../../functions/domain/judge-target.ts';
import { outboundPolicy } from '../../functions/domain/outbound-policy.ts';
import { type Fields, readRequest } from '../../functions/domain/read-request.ts';
import {
  batchJob,
  batchRequest,
  callbackRequest,
  submitRequest,
} from '../../functions/domain/submit-request.ts';

const url = 'https://example.com/';
const rules = jointRules(targetHost(outboundPolicy([])));

/** What a caller may send of one capture, judged as POST /capture judges it. */
const read = (body: Fields) => readRequest(submitRequest, body, { rules, alsoKnown: ['key'] });

const refusalOf = (attempt: () => unknown): ApiError | undefined => {
  try {
    attempt();
    return undefined;
  } catch (error) {
    if (error instanceof ApiError && error.code === 'invalid_parameter') return error;
    throw error;
  }
};
/** The fields that a body is refused with; empty when it is not refused. */
const wrongIn = (body: Fields) => refusalOf(() => read(body))?.details.fields?.toSorted() ?? [];
const detailOf = (body: Fields) => refusalOf(() => read(body))?.details.detail;

/** JSON text of an object, whose members are JSON text: what a caller may write and JSON.stringify would not. */
const jsonObject = (members: Readonly<Record<string, string>>): string =>
  `{${Object.entries(members)
    .map(([name, text]) => `${JSON.stringify(name)}:${text}`)
    .join(',')}}`;

/** Every awkward value as JSON text. */
const awkward = {
  '"true"': '"true"',
  '"1280"': '"1280"',
  '1280.5': '1280.5',
  '1e3': '1e3',
  '1280.0': '1280.0',
  '-0': '-0',
  null: 'null',
  '[]': '[]',
  '[1]': '[1]',
  '{}': '{}',
  'an object 10,000 levels deep': `${'{"a":'.repeat(9_999)}{}${'}'.repeat(9_999)}`,
  'past the safe integers': '9007199254740993',
  '1e400': '1e400',
  '""': '""',
  '" "': '" "',
  'a lone surrogate': String.raw`"\ud800"`,
  'a NUL': String.raw`"\u0000"`,
  '100,000 characters': `"${'a'.repeat(100_000)}"`,
  true: 'true',
  false: 'false',
  '0': '0',
  '1': '1',
} as const;
type Awkward = keyof typeof awkward;

const flag: readonly Awkward[] = ['true', 'false'];
const nothing: readonly Awkward[] = [];
const shortText: readonly Awkward[] = ['"true"', '"1280"', '""', '" "'];
const selectorText: readonly Awkward[] = ['"true"', '"1280"', '""'];
/** Shape only asks a URL to be a string: what it says is judged by the URL stage, with an answer of its own (422). */
const urlText: readonly Awkward[] = [...shortText, 'a lone surrogate', 'a NUL', '100,000 characters'];

/**
 * The table: which awkward values each option takes. Every other one is refused with that option as the only field.
 * `1280.0`, `1e3` and `-0` are integers, since JSON has one kind of number; null is a value of `color_scheme` alone.
 */
const accepts: Readonly<Record<keyof typeof batchRequest.shape, readonly Awkward[]>> = {
  url: urlText,
  preset: ['""'],
  viewport_width: ['1e3', '1280.0'],
  output_size: ['1280.0'],
  ratio: nothing,
  crop_height: ['1e3', '1280.0'],
  fullpage: flag,
  format: nothing,
  hidpi: flag,
  color_scheme: ['null'],
  render_region: nothing,
  nojs: flag,
  autoplay_videos: flag,
  prefers_reduced_motion: flag,
  omit_background: flag,
  emulate_print_media: flag,
  wait_time: ['-0', '0', '1'],
  dismiss_cookies: ['""'],
  frame: ['""'],
  scroll_before_capture: flag,
  scroll_offset_px: ['1e3', '1280.0', '-0', '0', '1'],
  scroll_to: selectorText,
  block_ads: flag,
  http_auth: nothing,
  pdf_page_size: nothing,
  pdf_margin_mm: ['-0', '0', '1'],
  pdf_scale: ['1'],
  pdf_landscape: flag,
  selector: selectorText,
  private: flag,
  cookies: ['[]'],
  callback_url: urlText,
  callback_secret: shortText,
  idempotency_key: nothing,
  // What is in the array is judged job by job.
  jobs: ['[1]'],
};

/** What a request does with a value. A value that comes out as another one fails the test at once. */
const outcome = (schema: z.ZodObject, option: string, text: string, readAs = option): string => {
  const needed = { url: JSON.stringify(url), jobs: '[{}]', callback_url: '"https://hooks.example.net/"' };
  const body: Fields = JSON.parse(jsonObject({ ...needed, [option]: text }));
  const error = refusalOf(() => {
    const { fields } = readRequest(schema, body);
    expect(JSON.stringify(fields[readAs])).toBe(JSON.stringify(JSON.parse(text)));
  });
  if (error === undefined) return 'accepted';
  const { fields, detail = '' } = error.details;
  return `refused: ${fields?.join(', ')}${/ must (be|have) /.test(detail) ? '' : ', without saying what is valid'}`;
};

const decided = (accepted: readonly string[], option: string) =>
  Object.fromEntries(
    Object.keys(awkward).map((name) => [name, accepted.includes(name) ? 'accepted' : `refused: ${option}`]),
  );
const outcomes = (schema: z.ZodObject, option: string, readAs = option) =>
  Object.fromEntries(
    Object.entries(awkward).map(([name, text]) => [name, outcome(schema, option, text, readAs)]),
  );

describe('strict types: nothing is converted', () => {
  test('the table has a row for every option', () => {
    expect(Object.keys(accepts).toSorted()).toEqual(
      [
        ...Object.keys(askedOptions.shape),
        'callback_url',
        'callback_secret',
        'idempotency_key',
        'jobs',
      ].toSorted(),
    );
  });

  const requests: [string, z.ZodObject][] = [
    ['POST /capture', submitRequest],
    ['POST /capture/callback', callbackRequest],
    ['POST /capture/batch', batchRequest],
    ['a job of a batch', batchJob],
  ];
  describe.each(requests)('in %s', (_, schema) => {
    test.each(Object.entries(accepts).filter(([option]) => option in schema.shape))(
      '%s takes %j of the awkward values',
      (option, accepted) => {
        expect(outcomes(schema, option)).toEqual(decided(accepted, option));
      },
    );
  });

  test.each([
    ['wait', 'wait_time'],
    ['full_page', 'fullpage'],
  ] as const)('%s is as strict as %s, and is refused by the name of the option', (alias, option) => {
    expect(outcomes(submitRequest, alias, option)).toEqual(decided(accepts[option], option));
  });

  test.each(Object.keys(awkward))('%s as the value of an unknown field changes nothing', (name) => {
    const body: Fields = JSON.parse(
      jsonObject({ url: JSON.stringify(url), colour: awkward[name as Awkward] }),
    );
    expect(read(body)).toEqual({
      ...read({ url }),
      sent: new Set(['url', 'colour']),
      warnings: [expect.any(String)],
    });
  });

  test('of a key that stands twice the last value counts', () => {
    expect(read(JSON.parse(`{"url":"${url}","wait_time":"long","wait_time":3}`)).fields.wait_time).toBe(3);
    expect(wrongIn(JSON.parse(`{"url":"${url}","wait_time":3,"wait_time":"long"}`))).toEqual(['wait_time']);
  });
});

test('what was left out has its default', () => {
  expect(read({ url })).toStrictEqual({
    fields: {
      url,
      preset: '',
      viewport_width: 1280,
      ratio: '16:9',
      fullpage: false,
      format: 'jpg',
      hidpi: false,
      color_scheme: null,
      render_region: 'fr-paris',
      nojs: false,
      autoplay_videos: false,
      prefers_reduced_motion: false,
      omit_background: false,
      emulate_print_media: false,
      wait_time: 5,
      dismiss_cookies: '',
      frame: '',
      scroll_before_capture: false,
      scroll_offset_px: 0,
      scroll_to: '',
      block_ads: false,
      pdf_page_size: 'A4',
      pdf_margin_mm: 10,
      pdf_scale: 1,
      pdf_landscape: false,
      selector: '',
      private: false,
      cookies: [],
    },
    sent: new Set(['url']),
    warnings: [],
  });
});

describe('names and numbers', () => {
  test.each<[string, readonly unknown[], readonly unknown[]]>([
    [
      'preset',
      [
        ...['', 'og', 'mobile', 'youtube_thumbnail', 'square', 'reel', 'pinterest', 'tablet'],
        ...['desktop', 'desktop_hd', 'twitter_header', 'linkedin_banner', 'hero_banner'],
      ],
      ['OG', 'og ', 'toString', '__proto__'],
    ],
    [
      'output_size',
      [120, 160, 240, 320, 390, 480, 640, 768, 1024, 1080, 1200, 1280, 1440, 1500, 1584, 1920],
      [0, 119, 121, 1000, 1279, 1921, 3840],
    ],
    [
      'ratio',
      ['16:9', '4:3', '16:10', '3:2', '2:1', '1:1', '9:16', '3:4', '10:16', '2:3', '1:2'],
      ['16/9', '9:9', '16:9 ', '', 1.5],
    ],
    ['format', ['jpg', 'png', 'webp', 'webp_lossless', 'avif', 'pdf'], ['JPG', 'jpeg', 'gif', '']],
    ['color_scheme', ['dark', 'light', null], ['', 'Dark', 'no-preference']],
    [
      'render_region',
      ['fr-paris', 'ca-montreal', 'sg-singapore', 'au-sydney', 'vn-hanoi'],
      ['', 'fr', 'FR-PARIS', 'us-newyork'],
    ],
    ['dismiss_cookies', ['', 'accept', 'reject'], ['Accept', 'true', 'none']],
    [
      'frame',
      [
        ...['', 'rounded', 'shadow', 'browser_chrome', 'browser_chrome_dark', 'mobile', 'mobile_light'],
        ...['tablet', 'tablet_light', 'laptop', 'polaroid', 'gradient', 'shotbot_brand'],
      ],
      ['none', 'Laptop', 'browser'],
    ],
    ['pdf_page_size', ['A4', 'A3', 'A5', 'Letter', 'Legal', 'Tabloid'], ['a4', 'A6', 'letter', '']],
    ['viewport_width', [280, 390, 768, 1280, 3840], [279, 3841, -1280]],
    ['crop_height', [10, 30_000], [9, 30_001, -10]],
    ['wait_time', [0, 5, 30], [-1, 31]],
    ['scroll_offset_px', [0, 30_000], [-1, 30_001]],
    ['pdf_margin_mm', [0, 50], [-1, 51]],
    ['pdf_scale', [0.1, 0.75, 1, 2], [0, 0.09, 2.01, -1]],
    ['idempotency_key', ['a'.repeat(16), 'Az09_.-'.padEnd(128, '-')], ['a'.repeat(15), 'a'.repeat(129)]],
    ['idempotency_key', ['2f1c9e0a-6d5b-4c52-9a53-1f0f6b0c7f11'], ['a/'.repeat(10), `${'a'.repeat(16)}\n`]],
  ])('%s may be %j and not %j', (option, valid, wrong) => {
    const body = { url, jobs: [{}] };
    for (const value of valid) {
      expect(readRequest(batchRequest, { ...body, [option]: value }).fields).toHaveProperty(option, value);
    }
    for (const value of wrong) {
      const error = refusalOf(() => readRequest(batchRequest, { ...body, [option]: value }));
      expect([value, error?.details.fields]).toEqual([value, [option]]);
    }
  });

  test('a refusal says what is valid', () => {
    expect(detailOf({ url, wait_time: 31 })).toBe('wait_time must be an integer from 0 to 30.');
    expect(detailOf({ url, output_size: 100 })).toContain('120, 160, 240, 320, 390');
    expect(detailOf({ url, ratio: 'x' })).toContain('10:16');
    expect(detailOf({ url, preset: 'x' })).toContain('hero_banner');
  });
});

describe('a text may be as long as its limit and not one character longer', () => {
  test.each<[string, number, (text: string) => Fields]>([
    ['scroll_to', 500, (text) => ({ scroll_to: text })],
    ['selector', 500, (text) => ({ selector: text })],
    ['callback_secret', 255, (text) => ({ callback_secret: text })],
    ['http_auth', 256, (text) => ({ http_auth: { user: text, pass: '' } })],
    ['http_auth', 256, (text) => ({ http_auth: { user: '', pass: text } })],
  ])('%s: %d', (field, most, having) => {
    // Characters as JSON Schema counts them: one outside of the basic plane is one.
    for (const character of ['x', 'é', '😀']) {
      const longest = having(character.repeat(most));
      expect(read({ url, ...longest }).fields).toMatchObject(longest);
      expect(wrongIn({ url, ...having(character.repeat(most + 1)) })).toEqual([field]);
    }
    expect(detailOf({ url, ...having('x'.repeat(most + 1)) })).toContain(String(most));
  });
});

describe('http_auth', () => {
  test.each([
    ['a colon in the password', { user: 'reviewer', pass: 'a:b:' }],
    ['letters of every script', { user: 'Jürgen', pass: 'пароль 🔑' }],
    ['an empty password', { user: 'token', pass: '' }],
  ])('takes %s', (_, httpAuth) => {
    expect(read({ url, http_auth: httpAuth }).fields.http_auth).toEqual(httpAuth);
  });

  test.each([
    ['no password', { user: 'a' }],
    ['no user', { pass: 'a' }],
    ['null for a part', { user: 'a', pass: null }],
    ['a number for a part', { user: 1, pass: 'a' }],
    ['a colon in the user', { user: 'a:b', pass: 'c' }],
    ['a line end in the user', { user: 'a\r\nX-Injected: 1', pass: 'c' }],
    ['a line end in the password', { user: 'a', pass: 'c\n' }],
    ['a NUL in the password', { user: 'a', pass: '\0' }],
    ['a lone surrogate in the password', { user: 'a', pass: '\udfff' }],
    ['text', 'a:b'],
    ['a pair', ['a', 'b']],
  ])('is refused with %s', (_, httpAuth) => {
    expect(wrongIn({ url, http_auth: httpAuth })).toEqual(['http_auth']);
  });

  test('a refusal says which part, and repeats nothing of it', () => {
    const detail = detailOf({ url, http_auth: { user: 'hunter:2', pass: 'hunter3\n' } });
    expect(detail).toMatch(/^http_auth\.(user|pass) must /);
    expect(detail).not.toContain('hunter');
  });
});

describe('cookies', () => {
  const plain = { name: 'session', value: 'b64f0c' };
  const wrongCookie = (changes: object) => wrongIn({ url, cookies: [{ ...plain, ...changes }] });

  test('need a name and a value, and have nothing that was not sent', () => {
    const cookies = [{ name: 'a', value: '' }];
    expect(read({ url, cookies }).fields.cookies).toEqual(cookies);
    expect(wrongIn({ url, cookies: [{ name: 'a' }] })).toEqual(['cookies']);
    expect(wrongIn({ url, cookies: [{ value: 'a' }] })).toEqual(['cookies']);
  });

  test.each([
    { value: '' },
    { value: 'two words, "quoted" = yes' },
    { value: 'été' },
    { name: '__Host-id', secure: true },
    { domain: 'example.com' },
    { path: '/account' },
    { secure: true, httpOnly: true },
    { sameSite: 'Strict' },
    { sameSite: 'Lax' },
    { sameSite: 'None', secure: true },
    { expires: -1 },
    { expires: 1_900_000_000 },
    { expires: 1_900_000_000.5 },
  ])('may have %j', (changes) => {
    expect(read({ url, cookies: [{ ...plain, ...changes }] }).fields.cookies).toMatchObject([
      { ...plain, ...changes },
    ]);
  });

  test.each([
    ...[undefined, null, '', 7, 'a b', 'a=b', 'a;b', 'a,b', 'été', 'a\n', '\0', '"a"'].map((name) => ({
      name,
    })),
    ...[undefined, null, 7, {}, 'a;b', 'a\r\nSet-Cookie: b', 'a\0', 'a\u007f', '\ud800'].map((value) => ({
      value,
    })),
    ...[null, '', 7, 'example.com\n', '\ud800', 'a'.repeat(300)].map((domain) => ({ domain })),
    ...[null, '', 7, 'account', '/a;b', '/a\nb'].map((path) => ({ path })),
    ...[null, 'true', 1].map((secure) => ({ secure })),
    ...[null, 'true', 1].map((httpOnly) => ({ httpOnly })),
    ...[null, '', 'lax', 'STRICT', 'no_restriction', true].map((sameSite) => ({ sameSite })),
    ...[null, '', '1900000000', '2030-01-01', -2, Number.POSITIVE_INFINITY, true].map((expires) => ({
      expires,
    })),
  ])('may not have %j', (changes) => {
    expect(wrongCookie(changes)).toEqual(['cookies']);
    const [attribute] = Object.keys(changes);
    expect(detailOf({ url, cookies: [plain, { ...plain, ...changes }] })).toMatch(
      new RegExp(`^cookies\\[1\\]\\.${attribute} must `),
    );
  });

  test.each([
    ['text', 'a=b'],
    ['an object', { a: 'b' }],
    ['null in it', [null]],
    ['text in it', ['a=b']],
    ['an array in it', [['a', 'b']]],
  ])('are an array of objects, not %s', (_, cookies) =>
    expect(wrongIn({ url, cookies })).toEqual(['cookies']),
  );

  test('are 50 at most', () => {
    const some = (count: number) => Array.from({ length: count }, (_, i) => ({ name: `c${i}`, value: '' }));
    expect(read({ url, cookies: some(50) }).fields.cookies).toHaveLength(50);
    expect(wrongIn({ url, cookies: some(51) })).toEqual(['cookies']);
    expect(detailOf({ url, cookies: some(51) })).toContain('at most 50');
  });

  test.each([
    ['of ASCII', 'a'.repeat(96), 'x'.repeat(4_000), 'x'],
    ['of letters of two bytes', 'a'.repeat(96), 'é'.repeat(2_000), 'x'],
    ['of signs of four bytes', 'a'.repeat(96), '🍪'.repeat(1_000), 'x'],
    ['most of it in the name', 'a'.repeat(4_096), '', 'x'],
  ])('have 4,096 bytes of UTF-8 in name and value at most: %s', (_, name, value, more) => {
    expect(read({ url, cookies: [{ name, value }] }).fields.cookies).toMatchObject([{ name, value }]);
    expect(wrongIn({ url, cookies: [{ name, value: value + more }] })).toEqual(['cookies']);
    expect(wrongIn({ url, cookies: [{ name: `a${name}`, value }] })).toEqual(['cookies']);
    expect(detailOf({ url, cookies: [{ name, value: value + more }] })).toMatch(
      /^cookies\[0\] .*4,096 bytes/,
    );
  });

  test('a refusal repeats nothing of a cookie', () => {
    expect(detailOf({ url, cookies: [{ name: 'session', value: 'hunter2;' }] })).not.toContain('hunter2');
  });
});

describe('aliases', () => {
  test.each([
    [{ wait: 2 }, { wait_time: 2 }],
    [{ full_page: true }, { fullpage: true }],
    [{ wait: 2, wait_time: 3 }, { wait_time: 3 }],
    [{ wait_time: 3, wait: 'long' }, { wait_time: 3 }],
    [{ full_page: true, fullpage: false }, { fullpage: false }],
  ])('%j is read as %j, without a warning', (body, fields) => {
    const request = read({ url, ...body });
    expect(request.fields).toMatchObject(fields);
    expect(request.sent).toEqual(new Set(['url', ...Object.keys(fields)]));
    expect(request.warnings).toEqual([]);
  });
});

describe('rules about several options', () => {
  test('a selector does not go with pdf', () => {
    expect(wrongIn({ url, selector: 'main', format: 'pdf' })).toEqual(['selector']);
    expect(detailOf({ url, selector: 'main', format: 'pdf' })).toMatch(/^selector must .*pdf/);
    expect(wrongIn({ url, selector: '', format: 'pdf' })).toEqual([]);
    expect(wrongIn({ url, selector: 'main', format: 'png' })).toEqual([]);
  });

  test('a cookie is for the host of the url, or for a domain above it', () => {
    const having = (...domains: (string | undefined)[]) => ({
      url: 'https://shop.example.com/',
      cookies: domains.map((domain) => ({ name: 'a', value: 'b', ...(domain !== undefined && { domain }) })),
    });
    expect(wrongIn(having(undefined, 'shop.example.com', '.example.com'))).toEqual([]);
    expect(wrongIn(having('example.com', 'example.net'))).toEqual(['cookies']);
    expect(detailOf(having(undefined, 'example.com', 'example.net'))).toMatch(/^cookies\[2\]\.domain must /);
  });

  test.each(['http://10.0.0.1/', 'nonsense', 'ftp://example.com/'])(
    'a url that the next stage refuses (%s) is not held against the cookies',
    (refused) => {
      expect(wrongIn({ url: refused, cookies: [{ name: 'a', value: 'b', domain: 'example.net' }] })).toEqual(
        [],
      );
    },
  );
});

describe('all offending fields are named at once', () => {
  const stray = [{ name: 'a', value: 'b', domain: 'example.net' }];
  test.each<[string, Fields, string[]]>([
    ['no field at all', {}, ['url']],
    ['several of one kind', { url, ratio: 'x', wait_time: 99, format: 0 }, ['format', 'ratio', 'wait_time']],
    [
      'a rule about several options',
      { url, selector: 'a', format: 'pdf', cookies: stray },
      ['cookies', 'selector'],
    ],
    [
      'rules beside wrong fields',
      { url, selector: 'a', format: 'pdf', cookies: stray, hidpi: 1, wait: 'x' },
      ['cookies', 'hidpi', 'selector', 'wait_time'],
    ],
    ['a rule beside a missing url', { selector: 'a', format: 'pdf', cookies: stray }, ['selector', 'url']],
    [
      'a rule whose field is wrong already',
      { url, selector: 7, format: 'pdf', cookies: 7 },
      ['cookies', 'selector'],
    ],
    ['a rule whose other field is wrong', { url, selector: 'a', format: 'PDF' }, ['format']],
    [
      'two wrongs in one field',
      { url, cookies: [{ name: '', value: 7 }, 7], http_auth: { user: ':', pass: 7 } },
      ['cookies', 'http_auth'],
    ],
  ])('%s', (_, body, fields) => {
    expect(wrongIn(body)).toEqual(fields);
    for (const field of fields) expect(detailOf(body)).toMatch(new RegExp(`(^|; )${field}\\S* must `));
  });

  const values = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom(
      '',
      'og',
      '16:9',
      'png',
      'dark',
      'A4',
      'main',
      true,
      false,
      null,
      0,
      1,
      390,
      1280,
      1280.5,
      url,
    ),
    fc.constant([{ name: 'a', value: 'b' }]),
    fc.constant({ user: 'a', pass: 'b' }),
  );
  const anyBody = fc
    .dictionary(
      fc.oneof(
        fc.constantFrom(...Object.keys(submitRequest.shape), 'wait', 'full_page', '__proto__', 'constructor'),
        fc.string(),
      ),
      values,
      { maxKeys: 12 },
    )
    .map((body) => JSON.parse(JSON.stringify(body)) as Fields);

  test('any JSON object is read or refused with at least one field, each of which is an option', () => {
    fc.assert(
      fc.property(anyBody, (body) => {
        const error = refusalOf(() => read(body));
        if (error === undefined) return;
        const { fields = [], detail } = error.details;
        expect(fields.length).toBeGreaterThan(0);
        expect(new Set(fields).size).toBe(fields.length);
        for (const field of fields) {
          expect(Object.keys(submitRequest.shape)).toContain(field);
          expect(detail).toContain(field);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test('what is wrong alone is wrong in company, and nothing else', () => {
    const options = fc.constantFrom(...Object.keys(askedOptions.shape).filter((option) => option !== 'url'));
    fc.assert(
      fc.property(fc.dictionary(options, values, { maxKeys: 12, noNullPrototype: true }), (body) => {
        const alone = Object.entries(body).flatMap(([option, value]) =>
          refusalOf(() => readRequest(submitRequest, { url, [option]: value })) === undefined ? [] : [option],
        );
        const together = refusalOf(() => readRequest(submitRequest, { url, ...body }))?.details.fields ?? [];
        expect(together.toSorted()).toEqual(alone.toSorted());
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('unknown fields are ignored and named', () => {
  test.each<[string, unknownMember: string, knownMember: string, named: string]>([
    ['at the top', '"colour": 1, "Url": 2, "nojs": true', '"nojs": true', 'colour, Url'],
    [
      'in http_auth',
      '"http_auth": {"user": "a", "pass": "b", "realm": 1}',
      '"http_auth": {"user": "a", "pass": "b"}',
      'http_auth.realm',
    ],
    [
      'in cookies, each name once',
      '"cookies": [{"name": "a", "value": "b", "url": 1}, {"name": "c", "value": "d", "url": 2, "size": 3}]',
      '"cookies": [{"name": "a", "value": "b"}, {"name": "c", "value": "d"}]',
      'cookies[].url, cookies[].size',
    ],
    [
      'a prototype at the top, beside an alias',
      '"wait": 1, "__proto__": {"fullpage": true, "format": "png"}',
      '"wait_time": 1',
      '__proto__',
    ],
    [
      'a constructor at the top',
      '"constructor": {"prototype": {"fullpage": true}}',
      '"nojs": false',
      'constructor',
    ],
    [
      'names that every object has',
      '"toString": 1, "hasOwnProperty": 2',
      '"nojs": false',
      'toString, hasOwnProperty',
    ],
    [
      'a prototype and a constructor in http_auth',
      '"http_auth": {"user": "a", "pass": "b", "__proto__": {"pass": "c"}, "constructor": 1}',
      '"http_auth": {"user": "a", "pass": "b"}',
      'http_auth.__proto__, http_auth.constructor',
    ],
    [
      'a prototype and a constructor in a cookie',
      '"cookies": [{"name": "a", "value": "b", "__proto__": {"domain": "example.com"}, "constructor": 1}]',
      '"cookies": [{"name": "a", "value": "b"}]',
      'cookies[].__proto__, cookies[].constructor',
    ],
    [
      'what another endpoint takes',
      '"idempotency_key": "x", "jobs": []',
      '"nojs": false',
      'idempotency_key, jobs',
    ],
  ])('%s', (_, unknownMember, knownMember, named) => {
    const request = read(JSON.parse(`{"url":"${url}",${unknownMember}}`));
    expect(request.warnings).toEqual([`Unknown fields were ignored: ${named}.`]);
    expect(request.fields).toStrictEqual(read(JSON.parse(`{"url":"${url}",${knownMember}}`)).fields);
  });

  test('an option is never taken from a prototype', () => {
    expect(wrongIn(JSON.parse(`{"__proto__":{"url":"${url}"}}`))).toEqual(['url']);
    expect(wrongIn(JSON.parse(`{"url":"${url}","http_auth":{"user":"a","__proto__":{"pass":"b"}}}`))).toEqual(
      ['http_auth'],
    );
    expect(
      wrongIn(JSON.parse(`{"url":"${url}","cookies":[{"name":"a","__proto__":{"value":"b"}}]}`)),
    ).toEqual(['cookies']);
  });

  test('nothing that is sent reaches the prototype of all objects', () => {
    read(
      JSON.parse(
        `{"url":"${url}","wait":1,"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}`,
      ),
    );
    expect({}).not.toHaveProperty('polluted');
  });

  test('the key is no unknown field of a request', () => {
    expect(read({ url, key: 'aB3kR7mZx9Lq' }).warnings).toEqual([]);
  });

  test.each([
    [
      'many',
      Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`${'x'.repeat(100)}${i}`, i])),
      'and 4990 more',
    ],
    ['one of 100,000 characters', { ['x'.repeat(100_000)]: 1 }, 'xxx.'],
  ])('a flood of them makes one short sentence: %s', (_, flood, ending) => {
    const { warnings } = read({ url, ...flood });
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain(ending);
    expect(warnings[0]?.length).toBeLessThan(800);
  });

  test('a name with half of a character in it is named in whole ones', () => {
    const [warning] = read(
      JSON.parse(String.raw`{"url":"${url}","\ud800":1,"${'x'.repeat(63)}😀":1}`),
    ).warnings;
    expect(warning).toContain('�');
    expect(warning?.isWellFormed()).toBe(true);
  });
});

test('a name that is shown has no control characters', () => {
  const { warnings } = readRequest(submitRequest, { url: 'https://example.com/', 'a\n\u001b[31mb': 1 });
  expect(warnings).toEqual(['Unknown fields were ignored: a\ufffd\ufffd[31mb.']);
});
