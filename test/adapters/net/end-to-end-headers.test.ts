import { expect, test } from 'vitest';
import { endToEndHeaders } from '../../../functions/adapters/net/end-to-end-headers.ts';

test('keeps order, case and repetitions', () => {
  const headers = ['Accept', '*/*', 'x-A', '1', 'Set-Cookie', 'a=1', 'set-cookie', 'b=2', 'X-a', '2'];
  expect(endToEndHeaders(headers)).toEqual(headers);
});

test.each([
  'Connection',
  'Keep-Alive',
  'Proxy-Connection',
  'Proxy-Authorization',
  'Proxy-Authenticate',
  'TE',
  'Trailer',
  'Transfer-Encoding',
  'Upgrade',
  'Expect',
  'Host',
  'CONTENT-LENGTH',
])('drops %s', (name) => {
  expect(endToEndHeaders(['A', '1', name, 'x', 'B', '2'])).toEqual(['A', '1', 'B', '2']);
});

test('drops what any Connection header nominates, and nothing else', () => {
  const headers = [
    'X-One',
    '1',
    'Connection',
    'close, x-TWO',
    'X-Two',
    '2',
    'connection',
    'X-Three,',
    'x-three',
    '3',
    'X-Four',
    '4',
  ];
  expect(endToEndHeaders(headers)).toEqual(['X-One', '1', 'X-Four', '4']);
});
