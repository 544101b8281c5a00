import { describe, expect, test } from 'vitest';
import { askedOptions } from '../../functions/domain/asked-options.ts';
import { dedupeText } from '../../functions/domain/dedupe.ts';
import { expandPreset } from '../../functions/domain/expand-preset.ts';

const text = (body: Record<string, unknown> = {}, accountId = 'a', callback: object = {}) => {
  const sent = { url: 'https://example.com/', ...body };
  const asked = { ...askedOptions.parse(sent), ...callback };
  const options = expandPreset(asked, new Set(Object.keys(sent)));
  return dedupeText({ accountId, url: new URL(asked.url), options, asked });
};

describe('two requests are the same', () => {
  test.each([
    ['whatever the order of their fields', { ratio: '4:3', hidpi: true }, { hidpi: true, ratio: '4:3' }],
    ['when one sends what is the default', {}, { viewport_width: 1280, wait_time: 5, fullpage: false }],
    ['in other spellings of one address', {}, { url: 'HTTPS://Example.COM:443' }],
    [
      'when a preset says what the other spells out',
      { preset: 'tablet' },
      { preset: 'tablet', output_size: 768 },
    ],
    ['in the spelling of a cookie’s domain', cookie('example.com'), cookie('.EXAMPLE.com')],
  ])('%s', (_, one, other) => {
    expect(text(one)).toBe(text(other));
  });
});

describe('two requests are not the same', () => {
  test('of two accounts', () => {
    expect(text({}, 'a')).not.toBe(text({}, 'b'));
  });

  test.each<[string, Record<string, unknown>]>([
    ['output_size', { output_size: 640 }],
    ['format', { format: 'png' }],
    ['color_scheme', { color_scheme: 'dark' }],
    ['selector', { selector: 'main' }],
    ['pdf_landscape', { pdf_landscape: true }],
    ['http_auth', { http_auth: { user: 'a', pass: 'b' } }],
    ['cookies', { cookies: [{ name: 'a', value: 'b' }] }],
    ['url', { url: 'https://example.com/?a' }],
  ])('with another %s', (_, change) => {
    expect(text(change)).not.toBe(text());
  });

  test('with another callback or another secret', () => {
    const to = (callback_url: string, callback_secret?: string) =>
      text({}, 'a', { callback_url, callback_secret });
    expect(to('https://a.example/')).not.toBe(text());
    expect(to('https://a.example/')).not.toBe(to('https://b.example/'));
    expect(to('https://a.example/', 'x')).not.toBe(to('https://a.example/', 'y'));
  });
});

function cookie(domain: string) {
  return { cookies: [{ name: 'a', value: 'b', domain }] };
}
