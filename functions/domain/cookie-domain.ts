import { getDomain } from 'tldts';
import { bareHost } from './host-name.ts';
import { parseAddress } from './public-address.ts';

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

/**
 * Which domains (as `cookieHost` gives them) a cookie of a page at `host` may have: the host itself, and what lies above
 * it down to its registrable domain (contract, `cookies`). A public suffix such as co.uk or github.io is nobody's own.
 */
export const cookieScope = (host: string): ((domain: string) => boolean) => {
  const own = bareHost(host);
  const registrable =
    parseAddress(own) === undefined
      ? getDomain(own, { allowPrivateDomains: true, validateHostname: false })
      : null;
  return (domain) =>
    domain === own ||
    (registrable !== null &&
      own.endsWith(`.${domain}`) &&
      (domain === registrable || domain.endsWith(`.${registrable}`)));
};
