import { bareHost, isHostName } from './host-name.ts';
import { type IpAddress, parseAddress } from './public-address.ts';

/** One entry of the deployer's `egress.allow`: a host name or a range of addresses, on one port or on all. */
export type AllowEntry = { readonly port: number | undefined } & (
  | { readonly name: string }
  | { readonly range: readonly [IpAddress, number] }
);

/** `HOST`, `HOST:PORT`, `[IPV6]:PORT`, and a bare IPv6 range, whose colons are its own. */
const entryPattern =
  /^(?:\[(?<bracketed>[^[\]]*:[^[\]]*)\]|(?<range6>[^/]*:[^/]*:[^/]*\/\d+)|(?<host>[^:]+))(?::(?<port>\d{1,5}))?$/;

const parseRange = (text: string): readonly [IpAddress, number] | undefined => {
  const [, base = '', digits = ''] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? [];
  const [address, prefix] = [parseAddress(base), Number(digits)];
  // A range of mapped addresses would never match, since addresses are unwrapped before they are compared.
  if (address === undefined || (address.kind() === 'ipv4' && base.includes(':'))) return undefined;
  return prefix <= (address.kind() === 'ipv4' ? 32 : 128) ? [address, prefix] : undefined;
};

const parseTarget = (text: string, bracketed: boolean) => {
  if (text.includes('/')) return { range: parseRange(text) };
  // Nothing that the URL parser would read as a user or a query, or decode.
  if (/[\s@?#\\%]/.test(text)) return {};
  const hostname = bracketed ? text : (URL.parse(`http://${text}/`)?.hostname ?? '');
  const address = parseAddress(hostname);
  if (address !== undefined) return { range: [address, address.kind() === 'ipv4' ? 32 : 128] as const };
  return isHostName(hostname) ? { name: bareHost(hostname) } : {};
};

const parseEntry = (entry: string): AllowEntry | undefined => {
  const groups = entryPattern.exec(entry)?.groups;
  if (groups === undefined) return undefined;
  const { bracketed, range6, host } = groups;
  const port = groups['port'] === undefined ? undefined : Number(groups['port']);
  if (port !== undefined && (port < 1 || port > 65_535)) return undefined;
  const target = parseTarget(bracketed ?? range6 ?? host ?? '', bracketed !== undefined);
  if (target.name !== undefined) return { name: target.name, port };
  return target.range === undefined ? undefined : { range: target.range, port };
};

/**
 * Parses the deployer's list of hosts that may be contacted although they are not public. Throws an Error that names the
 * first entry which is neither a host nor a range.
 */
export const parseAllowList = (entries: readonly string[]): readonly AllowEntry[] =>
  entries.map((entry) => {
    const parsed = parseEntry(entry);
    if (parsed !== undefined) return parsed;
    throw new Error(
      `The allow list entry "${entry}" is not a host. Write it as localhost, localhost:3000, [::1]:3000 or 10.0.0.0/8.`,
    );
  });

/** True when the list names this host on this port. */
export const allowsName = (list: readonly AllowEntry[], host: string, port: number): boolean =>
  list.some((entry) => 'name' in entry && entry.name === bareHost(host) && (entry.port ?? port) === port);

/** True when a range of the list holds this address on this port. */
export const allowsAddress = (list: readonly AllowEntry[], address: IpAddress, port: number): boolean =>
  list.some((entry) => {
    if (!('range' in entry) || (entry.port ?? port) !== port) return false;
    const [base, prefix] = entry.range;
    return base.kind() === address.kind() && address.match(base, prefix);
  });
