import { describe, expect, it } from 'vitest';
import { RenderFailure } from '../../../functions/domain/render-failure.ts';
import { renderFailureOf } from '../../../functions/render/page/chromium-errors.ts';
import { NavigationError } from '../../../functions/render/page/navigation-error.ts';

const url = 'https://page.example/start';
const allowed = () => undefined;
const codeOf = (error: unknown) => renderFailureOf(error, undefined, allowed).code;

describe('renderFailureOf', () => {
  it.each([
    ['net::ERR_TOO_MANY_REDIRECTS', 'too_many_redirects'],
    ['net::ERR_ABORTED', 'not_a_page'],
    ['net::ERR_CERT_DATE_INVALID', 'tls_failed'],
    ['net::ERR_SSL_PROTOCOL_ERROR', 'tls_failed'],
    ['net::ERR_NAME_NOT_RESOLVED', 'dns_failed'],
    ['net::ERR_UNSAFE_REDIRECT', 'blocked_address'],
    ['net::ERR_UNSAFE_PORT', 'blocked_address'],
    ['net::ERR_CONNECTION_REFUSED', 'connection_failed'],
    ['net::ERR_TUNNEL_CONNECTION_FAILED', 'connection_failed'],
    ['net::ERR_EMPTY_RESPONSE', 'connection_failed'],
    ['net::ERR_TIMED_OUT', 'connection_failed'],
    ['net::ERR_INVALID_HTTP_RESPONSE', 'connection_failed'],
    ['net::ERR_INVALID_REDIRECT', 'connection_failed'],
    ['net::ERR_OF_THE_FUTURE', 'connection_failed'],
    ['net::ERR_OUT_OF_MEMORY', 'internal'],
    ['net::ERR_INSUFFICIENT_RESOURCES', 'internal'],
    ['net::ERR_NETWORK_CHANGED', 'internal'],
    ['net::ERR_NETWORK_IO_SUSPENDED', 'internal'],
    ['net::ERR_INTERNET_DISCONNECTED', 'internal'],
  ])('%s is %s', (netError, code) => {
    expect(codeOf(new NavigationError(netError, url))).toBe(code);
  });

  it('names the reason of the egress rather than what Chromium makes of it', () => {
    const asked: unknown[] = [];
    const denial = (host: string, port: number) => {
      asked.push([host, port]);
      return 'dns_failed' as const;
    };
    expect(renderFailureOf(new NavigationError('net::ERR_EMPTY_RESPONSE', url), undefined, denial).code).toBe(
      'dns_failed',
    );
    expect(asked).toEqual([['page.example', 443]]);
  });

  it('names it also when the time was over first, for the document that was being asked for', () => {
    const late = new RenderFailure('navigation_timeout');
    const denial = (host: string) => (host === 'page.example' ? ('connection_failed' as const) : undefined);
    expect(renderFailureOf(late, url, denial).code).toBe('connection_failed');
    expect(renderFailureOf(late, undefined, denial).code).toBe('navigation_timeout');
  });

  it('keeps a failure that is known already', () => {
    const known = new RenderFailure('page_unresponsive');
    expect(renderFailureOf(known, url, allowed)).toBe(known);
  });

  it.each([
    'Protocol error (Page.navigate): Target closed',
    'Page crashed!',
    'Navigating frame was detached',
  ])('reads "%s" as a crash', (message) => {
    expect(codeOf(new Error(message))).toBe('page_crashed');
  });

  it('calls anything else internal and keeps its cause for the log', () => {
    const cause = new TypeError('undefined is not a function');
    const failure = renderFailureOf(cause, undefined, allowed);
    expect(failure.code).toBe('internal');
    expect(failure.cause).toBe(cause);
  });
});
