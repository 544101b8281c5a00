import { connect, type Socket } from 'node:net';
import { SocksClient } from 'socks';
import type { RegionExit } from '../../domain/region-exit.ts';
import { CONNECT_TIMEOUT_MS, connectAny } from './connect-any.ts';

/** The exit of a region is not there, or does not do what it is for. */
export class ExitFailure extends Error {
  override readonly name = 'ExitFailure';
}

/**
 * The library's words when an exit turns a connection down for its own reasons. Of the replies of RFC 1928 these four
 * tell of the other end instead: network unreachable, host unreachable, connection refused, TTL expired.
 */
const refusalPattern =
  /rejected connection - (?!NetworkUnreachable|HostUnreachable|ConnectionRefused|TTLExpired)|handshake|authentication/i;

/**
 * Connects to the first of these addresses (canonical, never a name) that answers, through the SOCKS5 server of a region.
 * Rejects with ExitFailure when the exit is what failed, with the last error when no address answers, and when the signal
 * aborts; there is no other way out than the exit.
 */
export const connectThrough =
  ({ host, port: exitPort }: RegionExit, { timeoutMs = CONNECT_TIMEOUT_MS } = {}) =>
  async (addresses: readonly string[], port: number, signal: AbortSignal): Promise<Socket> => {
    const opened: Socket[] = [];
    const refused = new Set<Socket>();
    const open = (): Socket => {
      const socket = connect({ host, port: exitPort, noDelay: true });
      opened.push(socket);
      return socket;
    };
    const arrive = async (socket: Socket, address: string): Promise<void> => {
      try {
        await SocksClient.createConnection({
          proxy: { host, port: exitPort, type: 5 },
          command: 'connect',
          destination: { host: address, port },
          existing_socket: socket,
          // The library's own bound, which never comes first.
          timeout: 2 * timeoutMs,
        });
      } catch (error) {
        if (refusalPattern.test(String(error))) refused.add(socket);
        throw error;
      }
    };
    try {
      return await connectAny(addresses, port, signal, { timeoutMs, open, arrive });
    } catch (cause) {
      // An exit that has spoken and not refused was looking for the other end.
      if (opened.some((socket) => socket.bytesRead > 0 && !refused.has(socket))) throw cause;
      throw new ExitFailure('The exit of the region does not work.', { cause });
    }
  };
