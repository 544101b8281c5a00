import { createHash, randomBytes } from 'node:crypto';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { createServer } from 'node:net';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect, test, vi } from 'vitest';
import { PATIENCE_MS } from '../../support/patience-ms.ts';
import { ask, connectTo, fetchText, listening, openProxy, webServer } from './through-proxy.ts';

const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const chunks = Array.from({ length: 160 }, () => randomBytes(65_536));
const tenMegabytes = Buffer.concat(chunks);

test('streams a large answer, byte for byte', async () => {
  const site = await webServer((_request, response) => Readable.from(chunks).pipe(response));
  const answer = await ask(await openProxy(), `http://site.example:${site.port}/big`);
  expect(sha(await buffer(answer))).toBe(sha(tenMegabytes));
});

test('streams a large upload in chunks and with a length', async () => {
  const site = await webServer(async (request, response) => {
    const body = await buffer(request);
    response.end(
      JSON.stringify([request.headers['content-length'], request.headers['transfer-encoding'], sha(body)]),
    );
  });
  const session = await openProxy();
  const url = `http://site.example:${site.port}/`;
  const host = ['Host', 'site.example'];
  const chunked = {
    method: 'POST',
    headers: [...host, 'Transfer-Encoding', 'chunked'],
    body: Readable.from(chunks),
  };
  expect(JSON.parse((await fetchText(session, url, chunked)).text)).toEqual([
    null,
    'chunked',
    sha(tenMegabytes),
  ]);
  const length = String(tenMegabytes.length);
  const sized = { method: 'POST', headers: [...host, 'Content-Length', length], body: Readable.from(chunks) };
  expect(JSON.parse((await fetchText(session, url, sized)).text)).toEqual([length, null, sha(tenMegabytes)]);
});

test('passes the first bytes on before the answer is complete, and headers before there is a body', async () => {
  let next: ((data: string) => void) | undefined;
  const site = await webServer((_request, response) => {
    response.setHeader('X-Latin', 'caf\u00e9');
    response.write(Buffer.alloc(0));
    next = (data) => response.write(data);
  });
  const answer = await ask(await openProxy(), `http://site.example:${site.port}/events`);
  expect(answer.headers['x-latin']).toBe('caf\u00e9');
  const stream = answer[Symbol.asyncIterator]();
  for (const text of ['one', 'two']) {
    next?.(text);
    expect(String((await stream.next()).value)).toBe(text);
  }
});

test('holds a server back while the browser does not read', async () => {
  let written = 0;
  const full = Promise.withResolvers<void>();
  const site = await webServer((_request, response) => {
    const more = (): void => {
      while (written < 1_000) {
        written += 1;
        if (response.write(chunks[0])) continue;
        response.once('drain', more);
        full.resolve();
        return;
      }
      response.end();
    };
    more();
  });
  const answer = await ask(await openProxy(), `http://site.example:${site.port}/endless`);
  await full.promise;
  // 65 MB do not fit into the buffers on the way: what is not read cannot be written either.
  await vi.waitUntil(() => {
    const before = written;
    return new Promise((resolve) => setTimeout(() => resolve(written === before), 100));
  }, PATIENCE_MS);
  expect(written).toBeLessThan(500);
  expect((await buffer(answer)).length).toBe(65_536 * 1_000);
});

test('sends status, reason, repeated and odd headers on as they are', async () => {
  const site = await webServer((_request, response) => {
    response.sendDate = false;
    response.writeHead(404, 'Nichts da', [
      'Set-Cookie',
      'a=1',
      'set-cookie',
      'b=2',
      'X-Latin',
      'caf\u00e9',
      'Content-Length',
      '4',
    ]);
    response.end(Buffer.from('gone'));
  });
  const answer = await fetchText(await openProxy(), `http://site.example:${site.port}/`);
  expect(answer).toMatchObject({ status: 404, text: 'gone' });
  expect(answer.rawHeaders).toEqual([
    ...['Set-Cookie', 'a=1', 'set-cookie', 'b=2', 'X-Latin', 'caf\u00e9', 'Content-Length', '4'],
    // Of this connection, not of the server's.
    ...['Connection', 'close'],
  ]);
});

test('answers HEAD and 304 without a body', async () => {
  const site = await webServer((request, response) => {
    response.writeHead(request.method === 'HEAD' ? 200 : 304, { 'Content-Length': '1234' }).end();
  });
  const session = await openProxy();
  const url = `http://site.example:${site.port}/`;
  expect(await fetchText(session, url, { method: 'HEAD' })).toMatchObject({ status: 200, text: '' });
  expect(await fetchText(session, url)).toMatchObject({ status: 304, text: '' });
});

test('tells the server nothing that is meant for the proxy', async () => {
  const site = await webServer((request, response) =>
    response.end(JSON.stringify([request.url, request.rawHeaders])),
  );
  const { text } = await fetchText(await openProxy(), `http://site.example:${site.port}/a?b`, {
    headers: [
      ...['Host', 'other.example', 'Proxy-Connection', 'keep-alive', 'Proxy-Authorization', 'Basic eDp5'],
      ...['Connection', 'X-Secret, Content-Length', 'X-Secret', '1', 'TE', 'trailers', 'Upgrade', 'h2c'],
      ...['Accept', '*/*', 'X-Kept', '1', 'X-Kept', '2'],
    ],
  });
  expect(JSON.parse(text)).toEqual([
    '/a?b',
    [
      'Host',
      `site.example:${site.port}`,
      'Accept',
      '*/*',
      'X-Kept',
      '1',
      'X-Kept',
      '2',
      'Connection',
      'keep-alive',
    ],
  ]);
});

test('tells the browser nothing of the server’s connection, and never asks it for a proxy password', async () => {
  const site = await webServer((_request, response) => {
    response.writeHead(407, {
      'Proxy-Authenticate': 'Basic realm="x"',
      Connection: 'X-Hop',
      'X-Hop': '1',
      'X-End': '2',
    });
    response.end('page');
  });
  const { status, headers, text } = await fetchText(await openProxy(), `http://site.example:${site.port}/`);
  expect([status, text, headers['x-end']]).toEqual([407, 'page', '2']);
  expect(headers).not.toHaveProperty('x-hop');
  expect(headers).not.toHaveProperty('proxy-authenticate');
});

test('keeps a body in its frame when Connection nominates its length', async () => {
  const bodies: string[] = [];
  const site = await webServer(async (request, response) => {
    bodies.push(`${request.method} ${request.url} ${await buffer(request)}`);
    response.end();
  });
  const smuggled = 'GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n';
  await fetchText(await openProxy(), `http://site.example:${site.port}/`, {
    method: 'POST',
    headers: ['Host', 'x', 'Connection', 'content-length', 'Content-Length', String(smuggled.length)],
    body: Buffer.from(smuggled),
  });
  expect(bodies).toEqual([`POST / ${smuggled}`]);
});

test.each([
  ['two framings', 'Content-Length: 4\r\nTransfer-Encoding: chunked\r\n'],
  ['two lengths', 'Content-Length: 4\r\nContent-Length: 5\r\n'],
  ['a coding that is not ours to undo', 'Transfer-Encoding: gzip, chunked\r\n'],
])('ends a connection that sends %s, without a word', async (_what, framing) => {
  const site = await webServer((_request, response) => response.end());
  const socket = await connectTo(await openProxy());
  socket.write(`POST http://site.example:${site.port}/ HTTP/1.1\r\nHost: x\r\n${framing}\r\n0\r\n\r\n`);
  expect((await buffer(socket)).length).toBe(0);
  expect(site.accepted).toBe(0);
});

test.each([
  'GET / HTTP/1.1\r\nHost: site.example\r\n\r\n',
  'GET / HTTP/1.1\r\n\r\n',
  'OPTIONS * HTTP/1.1\r\nHost: site.example\r\n\r\n',
  'GET https://site.example/ HTTP/1.1\r\nHost: site.example\r\n\r\n',
  'GET ftp://site.example/ HTTP/1.1\r\nHost: site.example\r\n\r\n',
  'GET http://u:p@site.example/ HTTP/1.1\r\nHost: site.example\r\n\r\n',
  'rubbish\r\n\r\n',
])('ends a connection that says %j, without a word', async (text) => {
  const resolver = { resolve: vi.fn(async () => ['127.0.0.1']) };
  const socket = await connectTo(await openProxy({ resolver }));
  socket.write(text);
  expect((await buffer(socket)).length).toBe(0);
  expect(resolver.resolve).not.toHaveBeenCalled();
});

test('reuses a connection to the same host and port, and only that', async () => {
  const site = await webServer((_request, response) => response.end('ok'));
  const resolver = { resolve: vi.fn(async (_host: string) => ['127.0.0.1']) };
  const session = await openProxy({ resolver, allow: ['site.example', 'other.example'] });
  for (let count = 0; count < 5; count += 1)
    await fetchText(session, `http://site.example:${site.port}/${count}`);
  expect(site.accepted).toBe(1);
  await fetchText(session, `http://other.example:${site.port}/`);
  expect(site.accepted).toBe(2);
  expect(resolver.resolve.mock.calls.map(([host]) => host)).toEqual(['site.example', 'other.example']);
});

test('asks again on a new connection when the server has closed the idle one at that moment', async () => {
  let served = 0;
  const site = await listening(
    createServer((socket) => {
      let asked = 0;
      socket.on('data', () => {
        asked += 1;
        // The second request on a connection meets a server that hangs up.
        if (asked > 1) socket.destroy();
        else socket.write(`HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n${++served}`);
      });
    }),
  );
  const session = await openProxy();
  const url = `http://site.example:${site.port}/`;
  expect((await fetchText(session, url)).text).toBe('1');
  expect((await fetchText(session, url)).text).toBe('2');
  expect(site.accepted).toBe(2);
});

test('never sends a POST twice: it travels on a connection of its own', async () => {
  let posts = 0;
  const site = await webServer((request, response) => {
    if (request.method === 'GET') return response.end('ok');
    posts += 1;
    return request.socket.destroy();
  });
  const session = await openProxy();
  const url = `http://site.example:${site.port}/`;
  await fetchText(session, url);
  const post = ask(session, url, { method: 'POST', body: Buffer.from('x') });
  await expect(post).rejects.toMatchObject({ code: 'ECONNRESET' });
  expect([posts, site.accepted]).toEqual([1, 2]);
});

test('a server that breaks off in the middle is a broken answer in the browser, too', async () => {
  const site = await webServer((_request, response) => {
    response.writeHead(200, { 'Content-Length': '100' });
    response.write('half', () => response.destroy());
  });
  const answer = await ask(await openProxy(), `http://site.example:${site.port}/`);
  await expect(buffer(answer)).rejects.toMatchObject({ code: 'ECONNRESET' });
});

test('an upgrade that nobody asked for is no answer', async () => {
  const site = await listening(
    createServer((socket) => {
      socket.once('data', () =>
        socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\nraw'),
      );
    }),
  );
  await expect(ask(await openProxy(), `http://site.example:${site.port}/`)).rejects.toMatchObject({
    code: 'ECONNRESET',
  });
});

test('stops the server when the browser goes away', async () => {
  const gone = Promise.withResolvers<void>();
  const site = await webServer((_request, response) => {
    response.write('first');
    response.once('close', gone.resolve);
  });
  const answer = await ask(await openProxy(), `http://site.example:${site.port}/`);
  answer.destroy();
  await gone.promise;
});

test('stops an upload when the browser goes away', async () => {
  const arrived = Promise.withResolvers<IncomingMessage>();
  const site = await webServer((request) => {
    request.once('data', () => arrived.resolve(request));
    request.on('error', () => {});
  });
  const proxy = new URL((await openProxy()).proxyUrl);
  const sent = httpRequest({
    host: proxy.hostname,
    port: proxy.port,
    path: `http://site.example:${site.port}/`,
    method: 'POST',
    agent: false,
  });
  sent.on('error', () => {});
  sent.write('part');
  const request = await arrived.promise;
  const closed = new Promise((resolve) => request.once('close', resolve));
  sent.destroy();
  await closed;
  expect(request.complete).toBe(false);
});

test('an answer before the end of the upload reaches the browser', async () => {
  const site = await webServer((_request, response) => {
    response.writeHead(413, { Connection: 'close' }).end('too much');
  });
  const body = Readable.from(chunks.slice(0, 2));
  const headers = ['Host', 'x', 'Transfer-Encoding', 'chunked'];
  const answer = await fetchText(await openProxy(), `http://site.example:${site.port}/`, {
    method: 'POST',
    headers,
    body,
  });
  expect(answer).toMatchObject({ status: 413, text: 'too much' });
});
