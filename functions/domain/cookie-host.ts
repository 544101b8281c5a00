import { bareHost } from './host-name.ts';

/**
 * The host that a cookie's domain names, as the URL parser writes it: IDN in ASCII, lower case, without a leading or
 * ending dot and without brackets. Undefined for what is no host.
 */
export const cookieHost = (domain: string): string | undefined => {
  const name = domain.replace(/^\./, '');
  // Nothing that the URL parser would read as another part of a URL, or decode.
  if (name === '' || (/[\s/?#@:[\]\\%]/.test(name) && !/^\[[0-9a-f:.]+\]$/i.test(name))) return undefined;
  const host = URL.parse(`http://${name}/`)?.hostname;
  return host === undefined ? undefined : bareHost(host);
};
