/**
 * Who lives where on the internet of the live proof, which is one loopback interface (enter-namespaces.py). Every other
 * address is a canary's: nothing may come there.
 */
export const internet = {
  /** The attacker's site, on both kinds of addresses. */
  site: ['93.184.216.34', '2606:2800:21f:cb07:6820:80da:af6b:8b2c'],
  /** The name server that the product's resolver is told to ask. */
  nameServer: '198.41.0.4',
  /** The name server in /etc/resolv.conf, which nobody may ask: what arrives here is Chromium's own. */
  systemNameServer: '199.9.14.201',
  /** The attacker's domain. What its names resolve to, zone.ts says. */
  domain: 'attacker.example',
} as const;
