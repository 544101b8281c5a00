import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer as createHttpServer, request as httpRequest } from 'node:http';
import { createServer } from 'node:net';
import { buffer, text } from 'node:stream/consumers';
import { createServer as createTlsServer, type TLSSocket, connect as tlsConnect } from 'node:tls';
import { expect, test, vi } from 'vitest';
import { PATIENCE_MS } from '../../support/patience-ms.ts';
import { connectTo, listening, openProxy, tunnel } from './through-proxy.ts';

test('carries TLS from end to end', async () => {
  // A pre-shared key authenticates both ends, so that no certificate has to be made for the test.
  const key = randomBytes(32);
  const suites = { ciphers: 'PSK', maxVersion: 'TLSv1.2' } as const;
  const tls = createTlsServer({ ...suites, pskCallback: () => key }, (socket) => socket.pipe(socket));
  const site = await listening(tls);
  const { status, socket } = await tunnel(await openProxy(), `site.example:${site.port}`);
  expect(status).toBe(200);
  const secure: TLSSocket = tlsConnect({
    ...suites,
    socket,
    pskCallback: () => ({ psk: key, identity: 'test' }),
    checkServerIdentity: () => undefined,
  });
  await once(secure, 'secureConnect');
  const sent = randomBytes(3_000_000);
  secure.end(sent);
  expect(Buffer.compare(await buffer(secure), sent)).toBe(0);
});

test('carries WebSockets both ways', async () => {
  const web = createHttpServer();
  web.on('upgrade', (_request, socket) => {
    socket.write(
      'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\nhello',
    );
    socket.on('data', (data) => socket.write(`echo ${data}`));
  });
  const site = await listening(web);
  const { socket } = await tunnel(await openProxy(), `site.example:${site.port}`);
  const handshake = httpRequest({
    createConnection: () => socket,
    headers: { Connection: 'Upgrade', Upgrade: 'websocket' },
  }).end();
  const [answer, live, head] = await once(handshake, 'upgrade');
  expect(answer.statusCode).toBe(101);
  let received = String(head);
  live.on('data', (data: Buffer) => {
    received += data;
  });
  live.write('frame');
  await vi.waitUntil(() => received === 'helloecho frame', PATIENCE_MS);
});

test('the browser may finish first and still hear the server', async () => {
  const site = await listening(
    createServer({ allowHalfOpen: true }, async (socket) => {
      socket.end(`you said ${await text(socket)}`);
    }),
  );
  const { socket } = await tunnel(await openProxy(), `site.example:${site.port}`);
  socket.end('my last words');
  expect(await text(socket)).toBe('you said my last words');
});

test('the server may finish first and still hear the browser', async () => {
  const heard = Promise.withResolvers<string>();
  const site = await listening(
    createServer({ allowHalfOpen: true }, async (socket) => {
      socket.end('no more from here');
      heard.resolve(await text(socket));
    }),
  );
  const { socket } = await tunnel(await openProxy(), `site.example:${site.port}`);
  socket.allowHalfOpen = true;
  expect(await text(socket)).toBe('no more from here');
  socket.end('one thing more');
  expect(await heard.promise).toBe('one thing more');
});

test('sends on what came along with the CONNECT itself', async () => {
  const site = await listening(createServer((socket) => socket.pipe(socket)));
  const socket = await connectTo(await openProxy());
  socket.end(`CONNECT site.example:${site.port} HTTP/1.1\r\nHost: x\r\n\r\nearly`);
  expect(await text(socket)).toBe('HTTP/1.1 200 Connection Established\r\n\r\nearly');
});

test('ends one side when the other breaks', async () => {
  const site = await listening(createServer((socket) => socket.on('error', () => {})));
  const session = await openProxy();
  const first = await tunnel(session, `site.example:${site.port}`);
  await vi.waitUntil(() => site.sockets.size === 1, PATIENCE_MS);
  for (const socket of site.sockets) socket.resetAndDestroy();
  first.socket.on('error', () => {});
  await once(first.socket, 'close');
  const second = await tunnel(session, `site.example:${site.port}`);
  await vi.waitUntil(() => site.sockets.size === 1, PATIENCE_MS);
  second.socket.resetAndDestroy();
  await vi.waitUntil(() => site.sockets.size === 0, PATIENCE_MS);
});

test.each([
  ['a private name', 'printer.local:443', 403],
  ['a private address', '127.0.0.1:443', 403],
  ['a private address in disguise', '0x7f000001:443', 403],
  ['a private IPv6 address', '[::1]:443', 403],
  ['a port of the bad-port list', 'www.example.com:25', 403],
  ['a name with a private answer', 'www.example.com:443', 403],
  ['what is no host and port', 'www.example.com', 400],
])('refuses %s with a status and nothing else', async (_what, authority, expected) => {
  const { status, head, socket } = await tunnel(await openProxy(), authority);
  expect(status).toBe(expected);
  expect(head).toMatch(
    /^HTTP\/1\.1 \d{3} [A-Z][a-z ]+(?:Request)?\r\nContent-Length: 0\r\nConnection: close\r\n\r\n$/i,
  );
  expect(await text(socket)).toBe('');
});

test('answers 502 when there is no such name and when nobody listens', async () => {
  const { port, server } = await listening(createServer());
  const closed = once(server, 'close');
  server.close();
  await closed;
  const nameless = await openProxy({ resolver: { resolve: () => Promise.reject(new Error('ENOTFOUND')) } });
  expect((await tunnel(nameless, 'www.example.com:443')).status).toBe(502);
  expect((await tunnel(await openProxy(), `site.example:${port}`)).status).toBe(502);
});

test('drops a connection that is ready when the browser has already left', async () => {
  const answers = Promise.withResolvers<readonly string[]>();
  const site = await listening(createServer());
  const asked = vi.fn(() => answers.promise);
  const socket = await connectTo(await openProxy({ resolver: { resolve: asked } }));
  socket.write(`CONNECT site.example:${site.port} HTTP/1.1\r\nHost: x\r\n\r\n`);
  await vi.waitUntil(() => asked.mock.calls.length === 1, PATIENCE_MS);
  socket.resetAndDestroy();
  answers.resolve(['127.0.0.1']);
  await vi.waitUntil(() => site.accepted === 1 && site.sockets.size === 0, PATIENCE_MS);
});
