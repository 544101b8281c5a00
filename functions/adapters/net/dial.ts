import type { Socket } from 'node:net';
import type { DenyVerdict, OutboundPolicy } from '../../domain/outbound-policy.ts';
import type { Resolver } from '../../ports/resolver.ts';
import { connectAny } from './connect-any.ts';

/** Opens a connection to a host (as a URL writes it) and port, or rejects with a DialFailure. */
export type Dial = (host: string, port: number) => Promise<Socket>;

/** Connects to the first of these addresses that answers; see connect-any.ts. */
export type Connect = (addresses: readonly string[], port: number, signal: AbortSignal) => Promise<Socket>;

/** Why there is no connection. */
type DialFault = 'dns_failed' | 'connection_failed' | 'blocked_address';

/** A connection that was refused, with the policy's verdict, or that could not be made. */
export class DialFailure extends Error {
  override readonly name = 'DialFailure';
  readonly denial: DialFault;
  readonly verdict: DenyVerdict | undefined;

  constructor(denial: DialFault, reason: { readonly verdict?: DenyVerdict; readonly cause?: unknown }) {
    super(denial, { cause: reason.cause });
    this.denial = denial;
    this.verdict = reason.verdict;
  }
}

/** A resolver that asks once for each name; names that did not resolve are asked for again. */
const rememberingLookup = (resolver: Resolver) => {
  const answers = new Map<string, Promise<readonly string[]>>();
  return {
    resolve: (host: string, signal: AbortSignal | undefined): Promise<readonly string[]> => {
      const known = answers.get(host);
      if (known !== undefined) return known;
      const asked = resolver.resolve(host, signal);
      answers.set(host, asked);
      asked.catch(() => answers.delete(host));
      return asked;
    },
    forget: (host: string): boolean => answers.delete(host),
  };
};

/**
 * Dials what the policy allows, at an address that the policy has judged: there is no second lookup between the judgement
 * and the connection, so that a name cannot change its mind (DNS rebinding). Until the signal aborts.
 */
export const createDial = (
  policy: OutboundPolicy,
  resolver: Resolver,
  signal: AbortSignal,
  connect: Connect = connectAny,
): Dial => {
  // A page asks for one host many times; the browser itself keeps an answer for a minute, too.
  const names = rememberingLookup(resolver);

  return async (host, port) => {
    const judged = policy.judgeHost(host, port);
    if (!judged.allowed) throw new DialFailure('blocked_address', { verdict: judged.verdict });
    // What the deployer lists may be a name of this machine only.
    const answers = await names.resolve(host, judged.listed ? undefined : signal).catch((cause: unknown) => {
      throw new DialFailure('dns_failed', { cause });
    });
    const checked = policy.judgeAddresses(host, port, answers);
    if (!checked.allowed) throw new DialFailure('blocked_address', { verdict: checked.verdict });
    return connect(checked.addresses, port, signal).catch((cause: unknown) => {
      names.forget(host);
      throw new DialFailure('connection_failed', { cause });
    });
  };
};
