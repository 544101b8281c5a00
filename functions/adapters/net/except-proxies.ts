import type { OutboundPolicy } from '../../domain/outbound-policy.ts';
import { isPublicAddress, parseAddress } from '../../domain/public-address.ts';

const isPublic = (text: string): boolean => {
  const address = parseAddress(text);
  return address !== undefined && isPublicAddress(address);
};

/**
 * A policy that refuses our own proxies, which listen on loopback on these ports: a deployer who allows what is on this
 * machine does not mean the captures beside.
 */
export const exceptProxies = (policy: OutboundPolicy, ports: ReadonlySet<number>): OutboundPolicy => ({
  ...policy,
  judgeAddresses: (host, port, addresses) => {
    const judged = policy.judgeAddresses(host, port, addresses);
    const isOurs = judged.allowed && ports.has(port) && !judged.addresses.every(isPublic);
    return isOurs ? { allowed: false, verdict: 'DENY_IP' } : judged;
  },
});
