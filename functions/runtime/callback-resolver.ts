import { dnsResolver, type Lookup } from '../adapters/net/dns-resolver.ts';
import type { Resolver } from '../ports/resolver.ts';

/** How long a submit waits for the address of its callback, in milliseconds (contract, "Limits"). */
const CALLBACK_LOOKUP_MS = 2_000;

/** Looks up where a callback would go, as the machine does unless said otherwise, while the caller waits. */
export const callbackResolver = (lookup?: Lookup): Resolver =>
  dnsResolver({ timeoutMs: CALLBACK_LOOKUP_MS, lookup });
