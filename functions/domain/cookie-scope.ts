import { getDomain } from 'tldts';
import { bareHost } from './host-name.ts';
import { parseAddress } from './public-address.ts';

/**
 * Which domains (as domain/cookie-host.ts gives them) a cookie of a page at `host` may have: the host itself, and what lies above
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
