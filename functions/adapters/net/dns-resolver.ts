import { lookup as systemLookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { bareHost } from '../../domain/host-name.ts';
import type { Resolver } from '../../ports/resolver.ts';
import { askNameServers } from './ask-name-servers.ts';

/** How long a lookup may take, in milliseconds. */
const LOOKUP_TIMEOUT_MS = 5_000;

/** The system's own way to look up a name, with every answer, in its order. */
export type Lookup = (host: string) => Promise<readonly { readonly address: string }[]>;

const lookupAll: Lookup = (host) => systemLookup(host, { all: true, order: 'verbatim' });

/**
 * Resolves names as the machine does, or as its name servers do when they can be called off; an address is its own answer.
 * Throws when there is no answer in time.
 *
 * A page's names are for the name servers: the machine looks up two at a time (half of libuv's threads), and goes on for
 * ten seconds and more after nobody waits, so that a page with slow names would take them from the captures after it.
 */
export const dnsResolver = ({
  lookup = lookupAll,
  timeoutMs = LOOKUP_TIMEOUT_MS,
  servers,
}: {
  readonly lookup?: Lookup | undefined;
  readonly timeoutMs?: number;
  /** Asked instead of the machine's name servers. */
  readonly servers?: readonly string[];
} = {}): Resolver => ({
  resolve: async (host, signal) => {
    const bare = bareHost(host);
    if (isIP(bare) !== 0) return [bare];
    if (signal !== undefined) return askNameServers(bare, { signal, timeoutMs, servers });
    const { promise: overdue, reject } = Promise.withResolvers<never>();
    // A system lookup cannot be cancelled; its late answer is dropped.
    const timer = setTimeout(() => reject(new Error(`No answer for ${bare} in ${timeoutMs} ms.`)), timeoutMs);
    try {
      const answers = await Promise.race([lookup(host), overdue]);
      if (answers.length === 0) throw new Error(`The name ${bare} has no address.`);
      return answers.map(({ address }) => address);
    } finally {
      clearTimeout(timer);
    }
  },
});
