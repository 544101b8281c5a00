import fc from 'fast-check';
import { expect, test } from 'vitest';
import { absoluteTarget, connectTarget } from '../../../functions/adapters/net/proxy-target.ts';

test.each([
  ['example.com:443', 'example.com', 443],
  ['EXAMPLE.com.:80', 'example.com.', 80],
  ['[2606:4700::1111]:8443', '[2606:4700::1111]', 8443],
  ['0x7f.1:22', '127.0.0.1', 22],
])('CONNECT %s leads to %s, port %d', (text, host, port) => {
  expect(connectTarget(text)).toEqual({ host, port });
});

test.each([
  '',
  'example.com',
  'example.com:',
  ':443',
  'u@example.com:443',
  'http://example.com:443',
  '/x:443',
  '[::1:443',
  '256.0.0.1:1',
  'a:99999',
  'a b:1',
  'a\\b:1',
])('CONNECT %j leads nowhere', (text) => expect(connectTarget(text)).toBeUndefined());

test('an absolute form keeps its path to the letter', () => {
  expect(absoluteTarget("http://Example.com:8080/a/../b|c?d='e'&f=http://x/")).toEqual({
    host: 'example.com',
    port: 8080,
    hostHeader: 'example.com:8080',
    path: "/a/../b|c?d='e'&f=http://x/",
  });
  expect(absoluteTarget('http://example.com:80/')).toMatchObject({ port: 80, hostHeader: 'example.com' });
});

test.each([
  '/',
  '*',
  '',
  'http://',
  'http:///',
  'http://example.com',
  'https://example.com/',
  'ftp://example.com/',
  'ws://example.com/',
  'http://u:p@example.com/',
  'http://@example.com/',
  'http://a\\b/',
  'http://example.com/#x',
  'example.com/',
])('%j is not proxied', (text) => expect(absoluteTarget(text)).toBeUndefined());

test('never throws', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl()), (text) => {
      absoluteTarget(text);
      absoluteTarget(`http://${text}`);
      connectTarget(text);
      connectTarget(`${text}:443`);
    }),
    { numRuns: 2_000 },
  );
});
