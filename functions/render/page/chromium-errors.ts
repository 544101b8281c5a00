import { portOf } from '../../domain/outbound-policy.ts';
import { RenderFailure, type RenderFailureCode } from '../../domain/render-failure.ts';
import type { EgressDenial } from '../../ports/egress.ts';
import { NavigationError } from './navigation-error.ts';

/**
 * What Chromium's network errors mean to the caller; the first match counts. Any other is connection_failed: there are
 * hundreds, most say what a server did wrong, and `internal` would mean two more attempts that end the same way.
 */
const meanings: readonly (readonly [RegExp, RenderFailureCode])[] = [
  [/^net::ERR_TOO_MANY_REDIRECTS$/, 'too_many_redirects'],
  // The answer was a download (denied) or had no content (204, 205): Chromium stays where it was.
  [/^net::ERR_ABORTED$/, 'not_a_page'],
  [/^net::ERR_(CERT|CERTIFICATE|SSL|BAD_SSL|ECH)_/, 'tls_failed'],
  [/^net::ERR_(NAME_NOT_RESOLVED|NAME_RESOLUTION_FAILED|DNS_|ICANN_)/, 'dns_failed'],
  // A redirect to file:, data: or chrome:, or to a port that browsers refuse.
  [
    /^net::ERR_(UNSAFE_|DISALLOWED_URL_SCHEME|UNKNOWN_URL_SCHEME|BLOCKED_BY_|ACCESS_DENIED|INVALID_URL)/,
    'blocked_address',
  ],
  // The machine or the browser is in trouble, whatever the page. The proxy is ours, and always there. When an address of
  // the machine comes or goes, the browser drops what waits for a connection.
  [
    /^net::ERR_(NETWORK_CHANGED|NETWORK_IO_SUSPENDED|INTERNET_DISCONNECTED|OUT_OF_MEMORY|INSUFFICIENT_RESOURCES|NO_BUFFER_SPACE|FILE_NO_SPACE|CONTEXT_SHUT_DOWN|PROXY_CONNECTION_FAILED|UNEXPECTED$|NOT_IMPLEMENTED)/,
    'internal',
  ],
];

/** Puppeteer's words for a browser or a page process that is gone. */
const lostPattern =
  /Target closed|Session closed|Connection closed|Page crashed|Target crashed|detached|ECONNRESET|EPIPE/i;

/**
 * True when Chromium shows an error page of its own because the server answered an error without a body. That is what
 * any visitor sees, so it is the page.
 */
export const isHttpErrorPage = (netError: string): boolean =>
  netError === 'net::ERR_HTTP_RESPONSE_CODE_FAILURE';

/** Why the way out made no connection to where a URL leads; undefined: it made one, or there is no such URL. */
export const denialOf = (
  url: string | undefined,
  denial: (host: string, port: number) => EgressDenial | undefined,
): EgressDenial | undefined => {
  const parsed = url === undefined ? null : URL.parse(url);
  return parsed === null ? undefined : denial(parsed.hostname, portOf(parsed));
};

const meaningOf = (error: unknown): RenderFailureCode => {
  if (error instanceof NavigationError) {
    return meanings.find(([pattern]) => pattern.test(error.netError))?.[1] ?? 'connection_failed';
  }
  return error instanceof Error && lostPattern.test(error.message) ? 'page_crashed' : 'internal';
};

/**
 * The one place that turns what Chromium and Puppeteer throw into what the caller is told, root cause first: a main
 * document that the egress refused or could not reach failed for that reason, whatever Chromium makes of the closed
 * connection, and even when the time was over first. `awaitedUrl` is the first document, while it was being asked for.
 */
export const renderFailureOf = (
  error: unknown,
  awaitedUrl: string | undefined,
  denial: (host: string, port: number) => EgressDenial | undefined,
): RenderFailure => {
  const denied = denialOf(error instanceof NavigationError ? error.url : awaitedUrl, denial);
  if (denied !== undefined) return new RenderFailure(denied, { cause: error });
  return error instanceof RenderFailure ? error : new RenderFailure(meaningOf(error), { cause: error });
};
