import { allowsAddress, allowsName, parseAllowList } from './allow-list.ts';
import { badPorts } from './bad-ports.ts';
import { bareHost, isHostName, isPrivateName } from './host-name.ts';
import { type IpAddress, isPublicAddress, parseAddress } from './public-address.ts';

/** Why something may not be contacted. For the operator's log only: a caller is told no more than "not allowed". */
export type DenyVerdict =
  | 'DENY_SCHEME'
  | 'DENY_SYNTAX'
  | 'DENY_USERINFO'
  | 'DENY_NAME'
  | 'DENY_IP'
  | 'DENY_PORT'
  | 'DENY_DNS';

interface Refused {
  readonly allowed: false;
  readonly verdict: DenyVerdict;
}
/** `customPort`: the URL has a port other than 80 and 443 which the deployer has not listed; a matter of the plan. */
type UrlJudgement = { readonly allowed: true; readonly url: URL; readonly customPort: boolean } | Refused;
/** `listed`: allowed because the deployer's list names it. */
type HostJudgement = { readonly allowed: true; readonly listed: boolean } | Refused;
/** Addresses in canonical form and the resolver's order, each of which may be dialled. */
type AddressJudgement = { readonly allowed: true; readonly addresses: readonly string[] } | Refused;

/** What may be contacted: everything public, and the hosts that the deployer has listed. Nothing of it throws. */
export interface OutboundPolicy {
  /** Judges what a caller sent as a URL. Names are not resolved. */
  judgeUrl(text: string): UrlJudgement;
  /** Judges a host, as the URL parser writes it (lower case, IPv4 in decimal, IPv6 in brackets), and a port. */
  judgeHost(host: string, port: number): HostJudgement;
  /** Judges what a host's name resolved to: each single answer must be allowed, since any of them may be dialled. */
  judgeAddresses(host: string, port: number, addresses: readonly string[]): AddressJudgement;
}

const MAX_URL_LENGTH = 2048;
const webPorts: ReadonlySet<number> = new Set([80, 443]);

/** The port that a parsed http or https URL leads to. */
export const portOf = (url: URL): number => Number(url.port || (url.protocol === 'https:' ? 443 : 80));

const refused = (verdict: DenyVerdict): Refused => ({ allowed: false, verdict });

/** Judges the text before any URL parser sees it: parsers drop tabs, turn backslashes round and guess slashes. */
const judgeText = (text: string): DenyVerdict | undefined => {
  // Characters, not UTF-16 units, as the document counts them.
  const isTooLong =
    text.length > MAX_URL_LENGTH && (text.length > 2 * MAX_URL_LENGTH || [...text].length > MAX_URL_LENGTH);
  if (isTooLong || !text.isWellFormed()) return 'DENY_SYNTAX';
  if (/[\p{Cc}\s\\]/u.test(text)) return 'DENY_SYNTAX';
  if (!/^https?:\/\//i.test(text))
    return /^(?!https?:)[a-z][a-z0-9+.-]*:/i.test(text) ? 'DENY_SCHEME' : 'DENY_SYNTAX';
  // The parser forgets an empty user, as in http://@host/, so the text is asked.
  return /^https?:\/\/+[^/?#]*@/i.test(text) ? 'DENY_USERINFO' : undefined;
};

/** The one place that decides which addresses may be contacted. Throws when an entry of `allow` is malformed. */
export const outboundPolicy = (allow: readonly string[]): OutboundPolicy => {
  const list = parseAllowList(allow);

  const judgeHost = (host: string, port: number): HostJudgement => {
    const address = parseAddress(bareHost(host));
    if (address === undefined && !isHostName(host)) return refused('DENY_SYNTAX');
    if (allowsName(list, host, port)) return { allowed: true, listed: true };
    if (address === undefined && isPrivateName(host)) return refused('DENY_NAME');
    if (address !== undefined && allowsAddress(list, address, port)) return { allowed: true, listed: true };
    if (address !== undefined && !isPublicAddress(address)) return refused('DENY_IP');
    return badPorts.has(port) ? refused('DENY_PORT') : { allowed: true, listed: false };
  };

  return {
    judgeUrl: (text) => {
      const verdict = judgeText(text);
      if (verdict !== undefined) return refused(verdict);
      const url = URL.parse(text);
      if (url === null) return refused('DENY_SYNTAX');
      if (url.username !== '' || url.password !== '') return refused('DENY_USERINFO');
      const port = portOf(url);
      const host = judgeHost(url.hostname, port);
      return host.allowed ? { allowed: true, url, customPort: !host.listed && !webPorts.has(port) } : host;
    },
    judgeHost,
    judgeAddresses: (host, port, addresses) => {
      const parsed = addresses.map(parseAddress).filter((address) => address !== undefined);
      const mayDial = (address: IpAddress) =>
        isPublicAddress(address) || allowsName(list, host, port) || allowsAddress(list, address, port);
      return parsed.length > 0 && parsed.length === addresses.length && parsed.every(mayDial)
        ? { allowed: true, addresses: parsed.map(String) }
        : refused('DENY_DNS');
    },
  };
};
