import { expect, it } from 'vitest';
import { isPassing } from '../../functions/render/is-passing.ts';
import { NavigationError } from '../../functions/render/page/navigation-error.ts';

const url = 'https://example.com/';
const failed = (error: string) => new NavigationError(`net::ERR_${error}`, url);
const unknown = () => undefined;

it.each([
  'CONNECTION_RESET',
  'CONNECTION_REFUSED',
  'CONNECTION_CLOSED',
  'CONNECTION_TIMED_OUT',
  'EMPTY_RESPONSE',
  'TIMED_OUT',
  'NETWORK_CHANGED',
  'TUNNEL_CONNECTION_FAILED',
])('%s may be over in a moment', (error) => {
  expect(isPassing(failed(error), unknown)).toBe(true);
});

it.each([
  'CERT_DATE_INVALID',
  'SSL_PROTOCOL_ERROR',
  'TOO_MANY_REDIRECTS',
  'ABORTED',
  'UNSAFE_REDIRECT',
  'INVALID_RESPONSE',
  'RESPONSE_HEADERS_MULTIPLE_LOCATION',
])('%s would be said again', (error) => {
  expect(isPassing(failed(error), unknown)).toBe(false);
});

it.each([
  ['connection_failed', true],
  ['dns_failed', true],
  ['blocked_address', false],
  ['region_unavailable', false],
  ['page_too_heavy', false],
] as const)('a connection that was not made because of %s may be over in a moment: %s', (denial, passing) => {
  const denied = (address: string) => (address === url ? denial : undefined);
  expect(isPassing(failed('EMPTY_RESPONSE'), denied)).toBe(passing);
});

it('what is no trouble of the network is none that passes', () => {
  expect(isPassing(new Error('net::ERR_CONNECTION_RESET'), unknown)).toBe(false);
});
