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

/** A SOCKS5 server without passwords, for IPv4; refuses everything when told so. Connects to `target` whatever is asked for. */
export const startSocksServer = async (target: { readonly port: number }, { refuses = false } = {}) => {
  const asked: Asked[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    sockets.add(client);
    client.on('error', () => undefined);
    client.once('data', () => {
      client.write(Buffer.from([5, 0]));
      client.once('data', (request) => {
        const kind = kinds[request[3] ?? 0] ?? 'unknown';
        const host = kind === 'ipv4' ? request.subarray(4, 8).join('.') : request.toString('latin1', 4, -2);
        asked.push({ kind, host, port: request.readUInt16BE(request.length - 2) });
        if (refuses) {
          client.end(Buffer.from([5, 5, 0, 1, 0, 0, 0, 0, 0, 0]));
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
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
};
