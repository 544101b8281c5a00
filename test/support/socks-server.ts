import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** What a SOCKS5 server was asked to connect to. */
interface Asked {
  /** `ipv4`, `name` or `ipv6`. */
  readonly kind: string;
  readonly host: string;
  readonly port: number;
}

const kinds: Readonly<Record<number, string>> = { 1: 'ipv4', 3: 'name', 4: 'ipv6' };

/** What a SOCKS5 server is to do wrong. */
interface Faults {
  /** Code of its answer to every request (RFC 1928, 6); 0 is a connection. */
  readonly reply?: number;
  /** What it does not answer: the greeting, or only requests. */
  readonly ignores?: 'greeting' | 'requests';
  /** An address, as it came, that it does not answer for. */
  readonly ignoresHost?: string;
}

const ipv6 = (bytes: Buffer): string =>
  Array.from({ length: 8 }, (_, index) => bytes.readUInt16BE(index * 2).toString(16)).join(':');

const hostIn = (kind: string, address: Buffer): string => {
  if (kind === 'ipv4') return address.join('.');
  return kind === 'ipv6' ? ipv6(address) : address.toString('latin1');
};

/** A SOCKS5 server without passwords. Connects to `target` whatever is asked for. */
export const startSocksServer = async (
  target: { readonly port: number },
  { reply = 0, ignores, ignoresHost }: Faults = {},
) => {
  const asked: Asked[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    sockets.add(client);
    client.on('error', () => undefined);
    client.once('data', () => {
      if (ignores === 'greeting') return;
      client.write(Buffer.from([5, 0]));
      client.once('data', (request) => {
        const kind = kinds[request[3] ?? 0] ?? 'unknown';
        const host = hostIn(kind, request.subarray(4, -2));
        asked.push({ kind, host, port: request.readUInt16BE(request.length - 2) });
        if (ignores === 'requests' || ignoresHost === host) return;
        if (reply !== 0) {
          client.end(Buffer.from([5, reply, 0, 1, 0, 0, 0, 0, 0, 0]));
          return;
        }
        const onward = connect(target.port, '127.0.0.1', () => {
          client.write(Buffer.from([5, 0, 0, 1, 127, 0, 0, 1, 0, 0]));
          client.pipe(onward).pipe(client);
        });
        sockets.add(onward);
        onward.on('error', () => client.destroy());
      });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    exit: { host: '127.0.0.1', port: (server.address() as AddressInfo).port },
    asked,
    /** Connections to it that are open. */
    open: () => [...sockets].filter((socket) => !socket.destroyed).length,
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
};
