import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type Dial, DialFailure } from './dial.ts';
import { connectTarget } from './proxy-target.ts';

const refuse = (client: Socket, status: string): void => {
  client.write(`HTTP/1.1 ${status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
  client.destroySoon();
};

/** Sends on what arrives at `from`, its end and its failure included. */
const relay = (from: Socket, to: Socket): void => {
  from.pipe(to);
  from.once('close', (failed) => {
    if (failed) to.destroy();
    else to.destroySoon();
  });
};

const join = (client: Socket, upstream: Socket, head: Buffer): void => {
  // Either side may finish speaking first and still listen.
  upstream.allowHalfOpen = true;
  client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
  if (head.length > 0) upstream.write(head);
  relay(client, upstream);
  relay(upstream, client);
};

/**
 * Answers CONNECT with a tunnel of raw bytes, as the browser wants it for TLS and WebSockets. A refusal carries a status
 * and no detail: the page must not learn why.
 */
export const openTunnel =
  (dial: Dial) =>
  async (request: IncomingMessage, _client: Duplex, head: Buffer): Promise<void> => {
    const client = request.socket;
    // node:http hands the socket over without its own error listener.
    client.on('error', () => {});
    const target = connectTarget(request.url ?? '');
    if (target === undefined) return refuse(client, '400 Bad Request');
    try {
      const upstream = await dial(target.host, target.port);
      if (client.destroyed) upstream.destroy();
      else join(client, upstream, head);
    } catch (error) {
      const blocked = error instanceof DialFailure && error.denial === 'blocked_address';
      refuse(client, blocked ? '403 Forbidden' : '502 Bad Gateway');
    }
  };
