import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { DenyVerdict, OutboundPolicy } from '../../domain/outbound-policy.ts';
import type { Egress, EgressOrder, EgressSession } from '../../ports/egress.ts';
import type { Resolver } from '../../ports/resolver.ts';
import { connectThrough } from './connect-through.ts';
import { createDenials } from './denials.ts';
import { createDial, type Dial, DialFailure } from './dial.ts';
import { DiallingAgent } from './dialling-agent.ts';
import { forwardRequest, MAX_HEADER_BYTES } from './forward-request.ts';
import { openTunnel } from './open-tunnel.ts';

/** What the egress proxy needs. `onDenied` is for the operator's log: it never sees a path or a query. */
export interface EgressDeps {
  readonly policy: OutboundPolicy;
  readonly resolver: Resolver;
  readonly onDenied?: (denied: {
    /** Absent of private captures. */
    readonly host?: string;
    readonly port: number;
    readonly verdict: DenyVerdict;
  }) => void;
}

/** Longer than a capture, so that the browser never meets a connection that is just being closed. Milliseconds. */
const CLIENT_KEEP_ALIVE_MS = 120_000;

const openSession = async (
  { policy, resolver, onDenied }: EgressDeps,
  { isPrivate = false, exit }: EgressOrder,
): Promise<EgressSession> => {
  // Aborted once nothing may go out any more.
  const shut = new AbortController();
  const denials = createDenials();
  const sockets = new Set<Socket>();
  const track = (socket: Socket): void => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  };

  const connect = exit === undefined ? undefined : connectThrough(exit);
  const dialPublic = createDial(policy, resolver, shut.signal, connect);
  // Every connection of the session to the outside is made here.
  const dial: Dial = async (host, port) => {
    // Before the name is looked up, which would go out as well.
    shut.signal.throwIfAborted();
    try {
      const socket = await dialPublic(host, port);
      track(socket);
      denials.clear(host, port);
      return socket;
    } catch (error) {
      if (error instanceof DialFailure && !shut.signal.aborted) {
        denials.add(host, port, error.denial);
        if (error.verdict !== undefined)
          onDenied?.({ ...(!isPrivate && { host }), port, verdict: error.verdict });
      }
      throw error;
    }
  };

  const agents = {
    pool: new DiallingAgent(dial, { keepAlive: true }),
    single: new DiallingAgent(dial, { keepAlive: false }),
  };
  const server = createServer({
    keepAliveTimeout: CLIENT_KEEP_ALIVE_MS,
    maxHeaderSize: MAX_HEADER_BYTES,
    // The Host header is written anew; without this, node:http answers a request that lacks it by itself.
    requireHostHeader: false,
  });
  // Bounded by bytes; a bound on their number would drop headers without a word.
  server.maxHeadersCount = 0;
  server.on('connection', track);
  server.on('clientError', (_error, socket) => socket.destroy());
  server.on('request', forwardRequest(agents));
  server.on('connect', openTunnel(dial));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const cutOff = () => {
    shut.abort();
    for (const socket of sockets) socket.destroy();
  };
  const closed = once(server, 'close').then(() => {});
  return {
    proxyUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    denial: denials.get,
    cutOff,
    close: () => {
      server.close();
      cutOff();
      return closed;
    },
  };
};

/**
 * The browser's only way out: a validating proxy on a loopback port of its own for each capture. It resolves names
 * itself, judges every answer by the policy and dials a judged address.
 */
export const createEgress = (deps: EgressDeps): Egress => ({
  open: (order = {}) => openSession(deps, order),
});
