import { bareHost } from './host-name.ts';

/**
 * The host that a cookie's domain names, as the URL parser writes it: IDN in ASCII, lower case, without a leading or
 * ending dot and without brackets. Undefined for what is no host.
 */
export const cookieHost = (domain: string): string | undefined => {
  const name = domain.startsWith('.') ? domain.slice(1) : domain;
  // What the parser would leave as it is, as nearly all are; no number at the end, which would be an IPv4 address.
  if (/^(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]*$/.test(name)) return name;
  // Nothing that the URL parser would read as another part of a URL, or decode.
  if (name === '' || (/[\s/?#@:[\]\\%]/.test(name) && !/^\[[0-9a-f:.]+\]$/i.test(name))) return undefined;
  const host = URL.parse(`http://${name}/`)?.hostname;
  return host === undefined ? undefined : bareHost(host);
};
