import { once } from 'node:events';
import { createServer as createPlainServer, type RequestListener } from 'node:http';
import { createServer, type Server } from 'node:https';
import {
  type AddressInfo,
  createServer as createTcpServer,
  type Socket,
  type Server as TcpServer,
} from 'node:net';
import { buffer } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test } from 'vitest';
import { developmentCertificates } from '../../../bin/local/development-certificates.ts';
import { createCallbackSender } from '../../../functions/adapters/net/callback-sender.ts';
import { outboundPolicy } from '../../../functions/domain/outbound-policy.ts';
import type { CallbackRequest } from '../../../functions/ports/callback-sender.ts';
import type { LogFields } from '../../../functions/ports/log.ts';
import { PATIENCE_MS } from '../../support/patience-ms.ts';

const HOST = 'hooks.example.test';
const { ca, server: certificateOf } = developmentCertificates();
const DAY_MS = 86_400_000;
const right = certificateOf({ hosts: [HOST, '127.0.0.1'] });
const wrongName = certificateOf({ hosts: ['other.example.test'] });
const expired = certificateOf({ hosts: [HOST], notAfter: new Date(Date.now() - DAY_MS / 2) });
const selfSigned = certificateOf({ hosts: [HOST], selfSigned: true });

/** Listens until the test ends; gives its port and how many connections it had. */
const listening = async <S extends TcpServer | Server>(server: S) => {
  const sockets = new Set<Socket>();
  let accepted = 0;
  server.on('connection', (socket: Socket) => {
    accepted += 1;
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    const closed = once(server, 'close');
    server.close();
    await closed;
  });
  return { port: (server.address() as AddressInfo).port, accepted: () => accepted };
};
const secureServer = (listener: RequestListener, pair = right) => listening(createServer(pair, listener));

const request = (port: number, changes: Partial<CallbackRequest> = {}): CallbackRequest => ({
  url: `https://${HOST}:${port}/take?them=all`,
  headers: { 'content-type': 'text/plain', 'webhook-id': 'msg_1' },
  length: 11,
  body: async function* () {
    yield Buffer.from('hello ');
    yield Buffer.from('world');
  },
  ...changes,
});

const patient = { total: PATIENCE_MS, afterHeaders: 100 };
/** For what is to run out of time. */
const CONNECT_MS = 400;
const short = { ...patient, total: 700 };

const sender = (port: number, { answers = ['127.0.0.1'], trusted = true, timeouts = patient } = {}) => {
  const logged: [string, LogFields | undefined][] = [];
  const resolved: string[] = [];
  const { send } = createCallbackSender({
    policy: outboundPolicy([`${HOST}:${port}`, `127.0.0.1:${port}`]),
    resolver: {
      resolve: async (host) => {
        resolved.push(host);
        if (answers.length === 0) throw new Error('ENOTFOUND');
        return answers;
      },
    },
    ca: trusted ? ca : undefined,
    timeouts,
    log: (event, fields) => void logged.push([event, fields]),
  });
  return {
    send: (one: CallbackRequest, connectBy = Date.now() + PATIENCE_MS) => send(one, connectBy),
    logged,
    resolved,
  };
};

describe('what a receiver answers', () => {
  test.each([200, 204, 301, 400, 410, 500])(
    '%i is told as it is, and a redirect is not followed',
    async (status) => {
      let calls = 0;
      const { port } = await secureServer((incoming, response) => {
        calls += 1;
        incoming.resume();
        response.writeHead(status, { location: `https://${HOST}/elsewhere` }).end();
      });
      expect(await sender(port).send(request(port))).toEqual({
        kind: 'answered',
        status,
        retryAfter: undefined,
      });
      expect(calls).toBe(1);
    },
  );

  test('its Retry-After comes along', async () => {
    const { port } = await secureServer((incoming, response) => {
      incoming.resume();
      response.writeHead(429, { 'retry-after': '120' }).end();
    });
    expect(await sender(port).send(request(port))).toEqual({
      kind: 'answered',
      status: 429,
      retryAfter: '120',
    });
  });

  test('is the answer though it came before all was sent', async () => {
    const { port } = await secureServer((incoming, response) => {
      incoming.once('data', () => response.writeHead(413, { connection: 'close' }).end());
    });
    const big = {
      length: 8_000_000,
      body: async function* () {
        for (let part = 0; part < 8; part += 1) yield Buffer.alloc(1_000_000);
      },
    };
    expect(await sender(port).send(request(port, big))).toEqual({ kind: 'answered', status: 413 });
  });

  test('is what comes after 100 Continue, 102 and 103', async () => {
    const { port } = await secureServer((incoming, response) => {
      incoming.resume();
      response.writeContinue();
      response.writeProcessing();
      response.writeEarlyHints({ link: '</style.css>; rel=preload' });
      incoming.once('end', () => response.writeHead(202).end());
    });
    expect(await sender(port).send(request(port))).toEqual({ kind: 'answered', status: 202 });
  });

  test('of a gigabyte is read no further than 20 kB', async () => {
    let written = 0;
    const over = Promise.withResolvers<void>();
    const { port } = await secureServer((incoming, response) => {
      incoming.resume();
      response.writeHead(200, { 'content-length': '1000000000' });
      const write = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(16_384))) written += 16_384;
        response.once('drain', write);
      };
      response.once('close', over.resolve);
      write();
    });
    // Time enough for all of it, were it read.
    const { send } = sender(port, { timeouts: { ...patient, afterHeaders: 10_000 } });
    expect(await send(request(port))).toMatchObject({ kind: 'answered', status: 200 });
    await over.promise;
    // What the two sockets hold on the way, and no more.
    expect(written).toBeLessThan(12_000_000);
  });

  test('counts from its headers on, though its body drips for ever', async () => {
    const { port } = await secureServer((incoming, response) => {
      incoming.resume();
      response.writeHead(200).flushHeaders();
      const drip = setInterval(() => response.write('.'), 10);
      response.once('close', () => clearInterval(drip));
    });
    expect(await sender(port).send(request(port))).toMatchObject({ kind: 'answered', status: 200 });
  });
});

describe('what is no answer', () => {
  test.each<[string, (socket: Socket, raw: Socket | undefined) => void, string]>([
    ['hangs', () => undefined, 'timed_out'],
    ['closes', (socket) => socket.end(), 'closed'],
    ['closes within the headers', (socket) => socket.end('HTTP/1.1 200 OK\r\nx: '), 'closed'],
    ['resets', (_, raw) => raw?.resetAndDestroy(), 'closed'],
    ['says no HTTP', (socket) => socket.end('220 mail.example ESMTP\r\n'), 'bad_answer'],
    [
      'has no end of headers',
      (socket) => socket.write(`HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(10_000)}`),
      'bad_answer',
    ],
  ])('a receiver that %s', async (_, answer, fault) => {
    const server = createServer(right);
    // Below HTTP: after the handshake and the first bytes.
    server.removeAllListeners('secureConnection');
    let raw: Socket | undefined;
    server.prependListener('connection', (socket: Socket) => {
      raw = socket;
    });
    server.on('secureConnection', (socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => answer(socket, raw));
    });
    const { port } = await listening(server);
    const { send } = sender(port, { timeouts: fault === 'timed_out' ? short : patient });
    expect(await send(request(port))).toEqual({ kind: 'unreachable', fault });
  });

  test('headers that drip for ever', async () => {
    const server = createServer(right);
    server.removeAllListeners('secureConnection');
    server.on('secureConnection', (socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\n'));
      const drip = setInterval(() => socket.write('x'), 10);
      socket.once('close', () => clearInterval(drip));
    });
    const { port } = await listening(server);
    const { send } = sender(port, { timeouts: short });
    expect(await send(request(port))).toEqual({ kind: 'unreachable', fault: 'timed_out' });
  });

  test('a handshake that hangs', async () => {
    const { port } = await listening(createTcpServer(() => undefined));
    expect(await sender(port).send(request(port), Date.now() + CONNECT_MS)).toEqual({
      kind: 'unreachable',
      fault: 'timed_out',
    });
  });

  test('a moment for the connection that has passed', async () => {
    const { port } = await secureServer((_, response) => response.end());
    const { send } = sender(port, { answers: ['127.0.0.1'] });
    expect(await send(request(port), Date.now() - 1)).toEqual({ kind: 'unreachable', fault: 'timed_out' });
  });

  test('nobody listens', async () => {
    const held = createTcpServer();
    held.listen(0, '127.0.0.1');
    await once(held, 'listening');
    const { port } = held.address() as AddressInfo;
    const closed = once(held, 'close');
    held.close();
    await closed;
    expect(await sender(port).send(request(port))).toEqual({
      kind: 'unreachable',
      fault: 'connection_failed',
    });
  });

  test('a name without an address', async () => {
    expect(await sender(443, { answers: [] }).send(request(443))).toEqual({
      kind: 'unreachable',
      fault: 'dns_failed',
    });
  });
});

describe('who may be the receiver', () => {
  test.each([
    ['of another name', wrongName],
    ['that has expired', expired],
    ['that nobody has signed', selfSigned],
  ])('not one with a certificate %s', async (_, pair) => {
    let calls = 0;
    const { port } = await secureServer((_incoming, response) => {
      calls += 1;
      response.end();
    }, pair);
    expect(await sender(port).send(request(port))).toEqual({ kind: 'unreachable', fault: 'tls_failed' });
    expect(calls).toBe(0);
  });

  test('not one whose authority is no public one, unless the stage trusts it', async () => {
    const { port } = await secureServer((_, response) => response.end());
    const { send } = sender(port, { trusted: false });
    expect(await send(request(port))).toEqual({ kind: 'unreachable', fault: 'tls_failed' });
  });

  test('not one without TLS', async () => {
    const { port } = await listening(createPlainServer((_, response) => response.end()));
    expect(await sender(port).send(request(port))).toEqual({ kind: 'unreachable', fault: 'tls_failed' });
  });

  test('one that is an address, when its certificate names that', async () => {
    const { port } = await secureServer((incoming, response) => {
      incoming.resume();
      response.end();
    });
    const byAddress = request(port, { url: `https://127.0.0.1:${port}/` });
    expect(await sender(port).send(byAddress)).toMatchObject({ kind: 'answered', status: 200 });
    const other = await secureServer((_, response) => response.end(), certificateOf({ hosts: [HOST] }));
    const wrong = request(other.port, { url: `https://127.0.0.1:${other.port}/` });
    expect(await sender(other.port).send(wrong)).toEqual({ kind: 'unreachable', fault: 'tls_failed' });
  });

  test('not plain HTTP, and not a private address', async () => {
    const { send, logged } = sender(443);
    expect(await send(request(443, { url: 'http://example.com/' }))).toEqual({
      kind: 'unreachable',
      fault: 'blocked_address',
    });
    expect(await send(request(443, { url: 'https://10.0.0.1/hook' }))).toEqual({
      kind: 'unreachable',
      fault: 'blocked_address',
    });
    expect(logged.map(([, fields]) => fields?.verdict)).toEqual(['DENY_SCHEME', 'DENY_IP']);
    expect(JSON.stringify(logged)).not.toContain('hook"');
  });

  test('is judged anew at each attempt: a name that moves to a private address is not called', async () => {
    const site = await secureServer((incoming, response) => {
      incoming.resume();
      response.end();
    });
    const addresses = ['127.0.0.1'];
    const logged: [string, LogFields | undefined][] = [];
    const { send } = createCallbackSender({
      // The name itself is not on the list: its first address is.
      policy: outboundPolicy([`127.0.0.1:${site.port}`]),
      resolver: { resolve: async () => addresses },
      ca,
      timeouts: patient,
      log: (event, fields) => void logged.push([event, fields]),
    });
    const url = `https://hooks.example.com:${site.port}/`;
    const first = await send(request(site.port, { url }), Date.now() + PATIENCE_MS);
    expect(first).toEqual({ kind: 'unreachable', fault: 'tls_failed' });
    expect(site.accepted()).toBe(1);
    addresses[0] = '10.0.0.1';
    expect(await send(request(site.port, { url }), Date.now() + PATIENCE_MS)).toEqual({
      kind: 'unreachable',
      fault: 'blocked_address',
    });
    expect(site.accepted()).toBe(1);
    expect(logged).toEqual([['callback_blocked', { host: 'hooks.example.com', verdict: 'DENY_DNS' }]]);
  });
});

describe('what is sent', () => {
  test('arrives byte for byte, with its length and its headers, on one connection', async () => {
    const seen = Promise.withResolvers<{ headers: object; body: string; method: string; path: string }>();
    const { port, accepted } = await secureServer(async (incoming, response) => {
      const { headers, method = '', url: path = '' } = incoming;
      seen.resolve({ headers, body: (await buffer(incoming)).toString(), method, path });
      response.end();
    });
    await sender(port).send(request(port));
    const { headers, ...rest } = await seen.promise;
    expect(rest).toEqual({ method: 'POST', path: '/take?them=all', body: 'hello world' });
    expect(headers).toMatchObject({
      host: `${HOST}:${port}`,
      'content-length': '11',
      'content-type': 'text/plain',
      'webhook-id': 'msg_1',
      connection: 'close',
    });
    expect(headers).not.toHaveProperty('transfer-encoding');
    expect(accepted()).toBe(1);
  });

  test('is read no faster than it is taken', async () => {
    let pulled = 0;
    const { port } = await secureServer(() => undefined);
    const answer = await sender(port).send(
      request(port, {
        length: 500_000_000,
        body: async function* () {
          for (; pulled < 500; pulled += 1) yield Buffer.alloc(1_000_000);
        },
      }),
    );
    expect(answer).toEqual({ kind: 'unreachable', fault: 'timed_out' });
    expect(pulled).toBeLessThan(40);
  });

  test('is broken off, for all to see, when the file cannot be read to its end', async () => {
    const ended = Promise.withResolvers<string>();
    const { port } = await secureServer((incoming, response) => {
      incoming.resume();
      incoming.once('end', () => ended.resolve('complete'));
      incoming.once('error', () => ended.resolve('broken off'));
      incoming.once('end', () => response.end());
    });
    const answer = await sender(port).send(
      request(port, {
        body: async function* () {
          yield Buffer.from('hello ');
          throw new Error('the bucket is down');
        },
      }),
    );
    expect(answer).toEqual({ kind: 'unreachable', fault: 'file_unreadable' });
    expect(await ended.promise).toBe('broken off');
  });
});
