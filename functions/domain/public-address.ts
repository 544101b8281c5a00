import ipaddr from 'ipaddr.js';

/** An IP address that has been parsed, IPv4 inside ::ffff:0:0/96 already unwrapped. */
export type IpAddress = ipaddr.IPv4 | ipaddr.IPv6;

/** All global unicast that IANA has handed out; outside of it are compatible, translated and future addresses. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/** Addresses in public space that serve a cloud machine its own metadata: Azure's host channel. */
const publicMetadata: ReadonlySet<string> = new Set(['168.63.129.16']);

/**
 * Parses an address, strictly: IPv4 in four decimal parts, IPv6 without a zone id. IPv6 text goes through the URL
 * parser first, because ipaddr.js takes `::8.8.8.8` for the address 8.8.8.8, which is another one on the wire.
 */
export const parseAddress = (text: string): IpAddress | undefined => {
  // Asked first, since ipaddr.js answers no by throwing and catching, which costs more than the rest of a judgement.
  if (/^[\d.]+$/.test(text)) {
    return ipaddr.IPv4.isValidFourPartDecimal(text) ? ipaddr.IPv4.parse(text) : undefined;
  }
  if (!/^[0-9a-f.]*:[0-9a-f:.]*$/i.test(text)) return undefined;
  const canonical = URL.parse(`http://[${text}]/`)?.hostname.slice(1, -1);
  if (canonical === undefined) return undefined;
  const address = ipaddr.IPv6.parse(canonical);
  return address.isIPv4MappedAddress() ? address.toIPv4Address() : address;
};

/** True for what can be reached by everyone on the internet; every special-purpose range of IANA's registries is not. */
export const isPublicAddress = (address: IpAddress): boolean => {
  if (address.range() !== 'unicast') return false;
  return address.kind() === 'ipv6' ? address.match(globalUnicast) : !publicMetadata.has(address.toString());
};
