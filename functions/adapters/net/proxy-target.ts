import { portOf } from '../../domain/outbound-policy.ts';

/** Where a proxied request wants to go. */
export interface ProxyTarget {
  /** As the URL parser writes it: lower case, IPv4 in decimal, IPv6 in brackets. */
  readonly host: string;
  readonly port: number;
}

const authority = String.raw`(?:\[[0-9a-f:.]+\]|[^\s/?#@:\\[\]]+)`;
const connectPattern = new RegExp(`^${authority}:\\d{1,5}$`, 'i');
const absolutePattern = new RegExp(`^http://(${authority}(?::\\d{1,5})?)(/[^#]*)$`, 'i');

const parseAuthority = (text: string): URL | undefined => URL.parse(`http://${text}/`) ?? undefined;

/** The target of `CONNECT host:port`; undefined when it is anything else. */
export const connectTarget = (requestTarget: string): ProxyTarget | undefined => {
  const url = connectPattern.test(requestTarget) ? parseAuthority(requestTarget) : undefined;
  return url && { host: url.hostname, port: portOf(url) };
};

/**
 * The target of a request in absolute form, `http://host:port/path?query`, with the Host header and path to send on.
 * Undefined for everything else: other schemes, user info, and origin form, which is for servers and not for proxies.
 */
export const absoluteTarget = (
  requestTarget: string,
): (ProxyTarget & { readonly hostHeader: string; readonly path: string }) | undefined => {
  const [, host = '', path = ''] = absolutePattern.exec(requestTarget) ?? [];
  const url = host === '' ? undefined : parseAuthority(host);
  return url && { host: url.hostname, port: portOf(url), hostHeader: url.host, path };
};
