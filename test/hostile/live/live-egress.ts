import { dnsResolver } from '../../../functions/adapters/net/dns-resolver.ts';
import { createEgress } from '../../../functions/adapters/net/egress-proxy.ts';
import { outboundPolicy } from '../../../functions/domain/outbound-policy.ts';
import type { Egress } from '../../../functions/ports/egress.ts';
import { internet } from './internet.ts';

/** The product's own egress, and what it has done so far. */
export interface LiveEgress extends Egress {
  /** Each host and port that it denied to the latest capture. */
  readonly denied: ReadonlySet<string>;
  /** The ports of all proxies that there were. */
  readonly proxies: ReadonlySet<number>;
  /** Host and port of the latest proxy. */
  proxy(): string;
  /** Settles when `isOver` holds of what was denied, or after `ms` milliseconds. */
  until(isOver: () => boolean, ms: number): Promise<void>;
}

/** The egress of a deployment that allows nothing but what is public, on the internet of the live proof. */
export const liveEgress = (): LiveEgress => {
  const denied = new Set<string>();
  const proxies = new Set<number>();
  const waiting = new Set<() => void>();
  let proxy = '';
  const egress = createEgress({
    policy: outboundPolicy([]),
    resolver: dnsResolver({ servers: [internet.nameServer] }),
    onDenied: ({ host, port }) => {
      denied.add(`${host}:${port}`);
      for (const look of waiting) look();
    },
  });
  return {
    denied,
    proxies,
    proxy: () => proxy,
    until: (isOver, ms) =>
      new Promise((resolve) => {
        const end = (): void => {
          clearTimeout(late);
          waiting.delete(look);
          resolve();
        };
        const look = (): void => {
          if (isOver()) end();
        };
        const late = setTimeout(end, ms);
        waiting.add(look);
        look();
      }),
    open: async (order) => {
      denied.clear();
      const session = await egress.open(order);
      const { host, port } = new URL(session.proxyUrl);
      proxy = host;
      proxies.add(Number(port));
      return session;
    },
  };
};
