import ipaddr from 'ipaddr.js';
import { parseAddress } from './public-address.ts';

/** A token bucket: how many it holds, and how often one comes back, in milliseconds. */
export interface RateLimit {
  readonly burst: number;
  readonly everyMs: number;
}

/** Requests of an account with its key: 50 a second, 200 at once (contract, "Limits"). */
export const accountRate: RateLimit = { burst: 200, everyMs: 20 };
/** Wrong keys from one address: 30 a minute (contract, "Limits"). */
export const wrongKeyRate: RateLimit = { burst: 30, everyMs: 2_000 };

/** Seconds after which a refused caller finds a token again. */
export const retrySeconds = ({ everyMs }: RateLimit): number => Math.ceil(everyMs / 1_000);

/** Whose wrong keys are counted together: an IPv4 address, or the /64 of an IPv6 address, which is one customer's. */
export const addressOfCaller = (text: string): string => {
  const address = parseAddress(text);
  if (address === undefined || address.kind() === 'ipv4') return address?.toString() ?? text;
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${address.toString()}/64`).toString()}/64`;
};
