import { lookup as systemLookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { bareHost } from '../../domain/host-name.ts';
import type { Resolver } from '../../ports/resolver.ts';

/** How long the system's resolver may take, in milliseconds. */
const LOOKUP_TIMEOUT_MS = 5_000;

/** The system's own way to look up a name, with every answer, in its order. */
type Lookup = (host: string) => Promise<readonly { readonly address: string }[]>;

const lookupAll: Lookup = (host) => systemLookup(host, { all: true, order: 'verbatim' });

/** Resolves names as the machine does; an address is its own answer. Throws when there is no answer in time. */
export const dnsResolver = ({
  lookup = lookupAll,
  timeoutMs = LOOKUP_TIMEOUT_MS,
}: {
  readonly lookup?: Lookup;
  readonly timeoutMs?: number;
} = {}): Resolver => ({
  resolve: async (host) => {
    const bare = bareHost(host);
    if (isIP(bare) !== 0) return [bare];
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
