import { once } from 'node:events';
import {
  createServer as createHttpServer,
  request as httpRequest,
  type IncomingMessage,
  type RequestListener,
} from 'node:http';
import { type AddressInfo, connect, type Server, type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { createEgress, type EgressDeps } from '../../../functions/adapters/net/egress-proxy.ts';
import { outboundPolicy } from '../../../functions/domain/outbound-policy.ts';
import type { EgressOrder, EgressSession } from '../../../functions/ports/egress.ts';

/** Listens on a free loopback port until the test ends, and counts what connects. */
export const listening = async <S extends Server>(server: S, host = '127.0.0.1') => {
  const sockets = new Set<Socket>();
  let accepted = 0;
  server.on('connection', (socket: Socket) => {
    accepted += 1;
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(0, host);
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return {
    server,
    sockets,
    port: (server.address() as AddressInfo).port,
    get accepted() {
      return accepted;
    },
  };
};

/** A web server on a free loopback port. */
export const webServer = (listener: RequestListener) => listening(createHttpServer(listener));

/** One proxy session; every name is at 127.0.0.1 and site.example may be reached, unless the test says otherwise. */
export const openProxy = async ({
  allow = ['site.example'],
  answers = ['127.0.0.1'],
  isPrivate = false,
  exit = undefined,
  ...deps
}: Partial<EgressDeps> & {
  readonly allow?: readonly string[];
  readonly answers?: readonly string[];
  readonly isPrivate?: boolean;
  readonly exit?: EgressOrder['exit'];
} = {}) => {
  const session = await createEgress({
    policy: outboundPolicy(allow),
    resolver: { resolve: async () => answers },
    ...deps,
  }).open({ isPrivate, exit });
  onTestFinished(() => session.close());
  return session;
};

/** Sends a request in absolute form to the proxy, and gives the answer before its body. */
export const ask = async (
  session: EgressSession,
  url: string,
  options: {
    readonly method?: string;
    readonly headers?: readonly string[];
    readonly body?: AsyncIterable<Uint8Array> | Uint8Array;
  } = {},
): Promise<IncomingMessage> => {
  const proxy = new URL(session.proxyUrl);
  const sent = httpRequest({
    host: proxy.hostname,
    port: proxy.port,
    path: url,
    method: options.method ?? 'GET',
    headers: options.headers ?? ['Host', new URL(url).host],
    agent: false,
  });
  const answer = once(sent, 'response');
  if (options.body instanceof Uint8Array) sent.end(options.body);
  else {
    for await (const chunk of options.body ?? []) {
      if (!sent.write(chunk)) await once(sent, 'drain');
    }
    sent.end();
  }
  return (await answer)[0] as IncomingMessage;
};

/** Like `ask`, with the whole body. */
export const fetchText = async (...args: Parameters<typeof ask>) => {
  const answer = await ask(...args);
  return {
    status: answer.statusCode,
    headers: answer.headers,
    rawHeaders: answer.rawHeaders,
    text: String(await buffer(answer)),
  };
};

/** A plain connection to the proxy itself. */
export const connectTo = async (session: EgressSession): Promise<Socket> => {
  const proxy = new URL(session.proxyUrl);
  const socket = connect(Number(proxy.port), proxy.hostname);
  await once(socket, 'connect');
  onTestFinished(() => void socket.destroy());
  return socket;
};

/** Asks the proxy for a tunnel and gives its status line and the connection. */
export const tunnel = async (session: EgressSession, authority: string) => {
  const socket = await connectTo(session);
  socket.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\nProxy-Connection: keep-alive\r\n\r\n`);
  let received = Buffer.alloc(0);
  let end = -1;
  while (end < 0) {
    await once(socket, 'readable');
    received = Buffer.concat([received, socket.read() ?? Buffer.alloc(0)]);
    end = received.indexOf('\r\n\r\n');
  }
  const head = String(received.subarray(0, end + 4));
  socket.unshift(received.subarray(end + 4));
  return { status: Number(head.split(' ')[1]), head, socket };
};
