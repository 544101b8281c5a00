import type { Socket } from 'node:net';
import type { DenyVerdict, OutboundPolicy } from '../../domain/outbound-policy.ts';
import type { Egress, EgressDenial, EgressOrder, EgressSession } from '../../ports/egress.ts';
import type { Resolver } from '../../ports/resolver.ts';
import { ExitFailure } from './connect-through.ts';
import { createDenials } from './denials.ts';
import { type Dial, DialFailure } from './dial.ts';
import { DiallingAgent } from './dialling-agent.ts';
import { type EgressLimits, egressLimits } from './egress-limits.ts';
import { exceptProxies } from './except-proxies.ts';
import { createMeter, type EgressUse, type HardLimit } from './meter.ts';
import { openProxyServer } from './open-proxy-server.ts';
import { LimitFailure, sessionDial } from './session-dial.ts';

/** What the egress proxy needs. What it tells is for the operator's log: never a path or a query. */
export interface EgressDeps {
  readonly policy: OutboundPolicy;
  readonly resolver: Resolver;
  /** What differs from the limits of every capture. */
  readonly limits?: Partial<EgressLimits> | undefined;
  /** Hears of connections that the policy refused, of so many in a session. */
  readonly onDenied?: (denied: {
    /** Absent of private captures. */
    readonly host?: string;
    readonly port: number;
    readonly verdict: DenyVerdict;
  }) => void;
  /** Hears what a session has used, once it is over; not of one that nobody used. */
  readonly onClosed?: (use: SessionUse) => void;
}

interface SessionUse extends EgressUse {
  /** Connections that the policy or a limit refused. */
  readonly denied: number;
  /** The limit that ended it, if one did. */
  readonly limit?: HardLimit;
}

/** What all sessions share. */
interface Shared extends EgressDeps {
  readonly limits: EgressLimits;
  /** Where the proxies of the open sessions listen. */
  readonly proxyPorts: Set<number>;
}

const denialOf = ({ denial, cause }: DialFailure): EgressDenial => {
  if (cause instanceof LimitFailure) return 'page_too_heavy';
  return cause instanceof ExitFailure ? 'region_unavailable' : denial;
};

/** Closes the first connection that is kept for later. False when there is none. */
const closeSpare = ({ freeSockets }: DiallingAgent): boolean => {
  const spare = Object.values(freeSockets)
    .flatMap((kept) => kept ?? [])
    .find((socket) => !socket.destroyed);
  spare?.destroy();
  return spare !== undefined;
};

const openSession = async (
  { policy, resolver, limits, proxyPorts, onDenied, onClosed }: Shared,
  { isPrivate = false, exit }: EgressOrder,
): Promise<EgressSession> => {
  // Aborted once nothing may go out any more.
  const shut = new AbortController();
  const { signal } = shut;
  const sockets = new Set<Socket>();
  const track = (socket: Socket): void => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  };
  const cutOff = (): void => {
    shut.abort();
    for (const socket of sockets) socket.destroy();
  };

  const overspent = Promise.withResolvers<void>();
  let limit: HardLimit | undefined;
  const meter = createMeter(limits, (exceeded) => {
    if (signal.aborted) return;
    limit = exceeded;
    // First, or the browser's word for its broken connections would be taken for the reason.
    overspent.resolve();
    cutOff();
  });

  const denials = createDenials();
  let denied = 0;
  const note = (host: string, port: number, failure: DialFailure): void => {
    const denial = denialOf(failure);
    denials.add(host, port, denial);
    if (denial !== 'blocked_address' && denial !== 'page_too_heavy') return;
    denied += 1;
    if (failure.verdict !== undefined && denied <= limits.toldDenials)
      onDenied?.({ ...(!isPrivate && { host }), port, verdict: failure.verdict });
  };

  const dialOut = sessionDial({
    policy: exceptProxies(policy, proxyPorts),
    resolver,
    limits,
    meter,
    signal,
    exit,
    makeRoom: () => closeSpare(agents.pool),
  });
  // Every connection of the session to the outside is made here.
  const dial: Dial = async (host, port) => {
    try {
      const socket = await dialOut(host, port);
      track(socket);
      // The end of the session may have come in the same moment.
      if (signal.aborted) socket.destroy();
      denials.clear(host, port);
      return socket;
    } catch (error) {
      if (error instanceof DialFailure && !signal.aborted) note(host, port, error);
      throw error;
    }
  };
  const agents = {
    pool: new DiallingAgent(dial, { keepAlive: true }),
    single: new DiallingAgent(dial, { keepAlive: false }),
  };

  let life: NodeJS.Timeout | undefined;
  const server = await openProxyServer({
    agents,
    dial,
    clients: limits.clients,
    onConnection: track,
    onRequest: () => {
      life ??= setTimeout(cutOff, limits.seconds * 1_000).unref();
      meter.request();
    },
  });
  const { port } = server;
  proxyPorts.add(port);

  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    const closed = server.close();
    cutOff();
    await closed;
    proxyPorts.delete(port);
    clearTimeout(life);
    const use = meter.use();
    if (use.requests > 0) onClosed?.({ ...use, denied, ...(limit !== undefined && { limit }) });
  };
  return {
    proxyUrl: `http://127.0.0.1:${port}`,
    denial: denials.get,
    overspent: overspent.promise,
    cutOff,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
};

/**
 * The browser's only way out: a validating proxy on a loopback port of its own for each capture. It resolves names
 * itself, judges every answer by the policy and dials a judged address, within the limits of a capture.
 *
 * Our own and no library, since none lets every dial be pinned: proxy-chain takes a `lookup`, which Node does not ask for
 * addresses, gives names to a SOCKS server and parses leniently what servers answer; http-mitm-proxy opens TLS with
 * certificates of its own.
 */
export const createEgress = (deps: EgressDeps): Egress => {
  const shared: Shared = {
    ...deps,
    limits: { ...egressLimits, ...deps.limits },
    proxyPorts: new Set(),
  };
  return { open: (order = {}) => openSession(shared, order) };
};
