import type { OutboundPolicy } from '../../domain/outbound-policy.ts';
import type { RegionExit } from '../../domain/region-exit.ts';
import type { Resolver } from '../../ports/resolver.ts';
import { connectAny } from './connect-any.ts';
import { connectThrough } from './connect-through.ts';
import { type Connect, createDial, type Dial } from './dial.ts';
import type { EgressLimits } from './egress-limits.ts';
import { inTurns } from './in-turns.ts';
import type { Meter } from './meter.ts';

/** The page has more hosts, or more connections at a time, than it may. */
export class LimitFailure extends Error {
  override readonly name = 'LimitFailure';
}

interface SessionDialOptions {
  readonly policy: OutboundPolicy;
  readonly resolver: Resolver;
  readonly limits: EgressLimits;
  readonly meter: Meter;
  readonly signal: AbortSignal;
  /** Everything goes through it, where there is one. */
  readonly exit: RegionExit | undefined;
  /** Closes a connection that nobody needs, and tells whether there was one. */
  readonly makeRoom: () => boolean;
}

/**
 * Dials for one session: what the policy allows, within the limits, counted. Rejects with DialFailure, whose cause is a
 * LimitFailure where the page goes over a limit, and once the signal is aborted.
 */
export const sessionDial = ({
  policy,
  resolver,
  limits,
  meter,
  signal,
  exit,
  makeRoom,
}: SessionDialOptions): Dial => {
  const hosts = new Set<string>();
  const lookUp = inTurns(limits.lookups);
  const resolve: Resolver['resolve'] = async (host, calledOff) => {
    if (hosts.size >= limits.hosts && !hosts.has(host)) throw new LimitFailure('One host too many.');
    hosts.add(host);
    return lookUp(() => {
      // A lookup goes out as well, and may have waited until the session was over.
      signal.throwIfAborted();
      return resolver.resolve(host, calledOff);
    });
  };

  const connectOut = exit === undefined ? connectAny : connectThrough(exit);
  let open = 0;
  const leave = (): void => {
    open -= 1;
  };
  const connect: Connect = async (addresses, port) => {
    if (open >= limits.sockets && !makeRoom()) throw new LimitFailure('One connection too many.');
    open += 1;
    meter.connection();
    try {
      const socket = await connectOut(addresses.slice(0, limits.addresses), port, signal);
      socket.once('close', leave);
      meter.watch(socket);
      return socket;
    } catch (error) {
      leave();
      throw error;
    }
  };

  const dial = createDial(policy, { resolve }, signal, connect);
  return async (host, port) => {
    signal.throwIfAborted();
    return dial(host, port);
  };
};
