import type { Socket } from 'node:net';
import { SocksClient } from 'socks';
import type { RegionExit } from '../../domain/region-exit.ts';

/** How long one connection through an exit may take, in milliseconds. */
const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Connects to the first of these addresses (canonical, never a name) that answers, through the SOCKS5 server of a region.
 * Rejects with the last error when none does or when the signal aborts; there is no other way out than the exit.
 */
export const connectThrough =
  ({ host, port: exitPort }: RegionExit) =>
  async (addresses: readonly string[], port: number, signal: AbortSignal): Promise<Socket> => {
    let last: unknown = new Error('There is no address to connect to.');
    for (const address of addresses) {
      signal.throwIfAborted();
      try {
        const { socket } = await SocksClient.createConnection({
          proxy: { host, port: exitPort, type: 5 },
          command: 'connect',
          destination: { host: address, port },
          timeout: CONNECT_TIMEOUT_MS,
        });
        // Stays for good: a socket must not end the process when its next owner looks away.
        socket.on('error', () => undefined);
        if (signal.aborted) {
          socket.destroy();
          signal.throwIfAborted();
        }
        socket.setNoDelay(true);
        return socket;
      } catch (error) {
        last = error;
      }
    }
    throw last;
  };
