import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Dial } from './dial.ts';
import { forwardRequest, MAX_HEADER_BYTES, type UpstreamAgents } from './forward-request.ts';
import { openTunnel } from './open-tunnel.ts';

/** Longer than a capture, so that the browser never meets a connection that is just being closed. Milliseconds. */
const CLIENT_KEEP_ALIVE_MS = 120_000;

/** What a proxy does its work with, and who hears of it. */
interface ProxyServerOptions {
  /** For requests in the clear. */
  readonly agents: UpstreamAgents;
  /** For tunnels. */
  readonly dial: Dial;
  /** Connections of the browser at a time; beyond it they are closed as they come. */
  readonly clients: number;
  readonly onConnection: (socket: Socket) => void;
  /** Of either kind, whatever comes of it. */
  readonly onRequest: () => void;
}

/** A proxy that listens on loopback. */
export interface ProxyServer {
  readonly port: number;
  /** Takes no new connections; settles once the last one has ended, which it does not end itself. */
  close(): Promise<void>;
}

/** Opens a proxy on a free loopback port, for requests in absolute form and for CONNECT. */
export const openProxyServer = async ({
  agents,
  dial,
  clients,
  onConnection,
  onRequest,
}: ProxyServerOptions): Promise<ProxyServer> => {
  const server = createServer({
    keepAliveTimeout: CLIENT_KEEP_ALIVE_MS,
    maxHeaderSize: MAX_HEADER_BYTES,
    // The Host header is written anew; without this, node:http answers a request that lacks it by itself.
    requireHostHeader: false,
  });
  // Bounded by bytes; a bound on their number would drop headers without a word.
  server.maxHeadersCount = 0;
  server.maxConnections = clients;
  server.on('connection', onConnection);
  server.on('clientError', (_error, socket) => socket.destroy());
  server.on('request', onRequest);
  server.on('request', forwardRequest(agents));
  server.on('connect', onRequest);
  server.on('connect', openTunnel(dial));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const closed = once(server, 'close').then(() => {});
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.close();
      return closed;
    },
  };
};
