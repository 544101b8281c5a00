import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { parseAddress } from '../../../functions/domain/public-address.ts';
import { internet } from './internet.ts';

/** All that listens on the internet of the live proof. */
export interface Shore {
  /** Connections to anything but the attacker's site, as address and port, with the first line of what was said. */
  readonly canaryHits: readonly string[];
  close(): void;
}

/** Web servers, and what people leave unguarded in their networks. */
const PORTS = [80, 443, 3000, 5432, 6379, 8080, 9200];

const siteAddresses = new Set(internet.site.map((address) => parseAddress(address)?.toString()));

/** Listens on every address there is: what comes for the site goes to `serve`, all else has hit a canary. */
export const openShore = async (serve: (socket: Socket, isSecure: boolean) => void): Promise<Shore> => {
  const canaryHits: string[] = [];
  const sockets = new Set<Socket>();
  const servers = PORTS.map((port) =>
    createServer((socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      socket.on('error', () => {});
      const address = parseAddress(socket.localAddress ?? '')?.toString() ?? '';
      if (siteAddresses.has(address) && (port === 80 || port === 443)) {
        serve(socket, port === 443);
        return;
      }
      canaryHits.push(`${address} ${port}`);
      socket.end('HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nconnection: close\r\n\r\nThe secret.');
    }).listen(port, '::'),
  );
  await Promise.all(servers.map((server) => once(server, 'listening')));
  return {
    canaryHits,
    close: () => {
      for (const server of servers) server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
};
