import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Front, MAX_CALLS, startFront } from '../../bin/local/front.ts';
import { PATIENCE_MS } from '../support/patience-ms.ts';

let front: Front;
let engine: Server;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let connections: number;

beforeEach(async () => {
  front = await startFront(undefined);
  connections = 0;
  engine = createServer((incoming, response) => answer(incoming, response)).on('connection', () => {
    connections += 1;
  });
  engine.listen(0, '127.0.0.1');
  await once(engine, 'listening');
});

afterEach(async () => {
  await front.close();
  engine.closeAllConnections();
  engine.close();
});

const open = (hidden: readonly string[] = [], status: (engineStatus: number) => number = Number): void =>
  front.open({
    endpoint: `http://127.0.0.1:${(engine.address() as AddressInfo).port}`,
    host: 'd1.cloudfront.net',
    path: (path) => `/at/engine${path}`,
    hidden,
    status,
  });

test('tells callers to wait until it is open', async () => {
  const response = await fetch(`${front.url}/account`);
  expect(response.status).toBe(503);
  expect(response.headers.get('retry-after')).toBe('1');
  expect(await response.json()).toMatchObject({ error: 'unavailable' });
});

test('sends the path, the Host and the caller’s address that the engine needs', async () => {
  let seen: IncomingMessage | undefined;
  answer = (incoming, response) => {
    seen = incoming;
    response.end();
  };
  open();
  await fetch(`${front.url}/a%20b/c?d=e`, { headers: { 'x-forwarded-for': '8.8.8.8', accept: 'image/*' } });
  expect(seen?.url).toBe('/at/engine/a%20b/c?d=e');
  expect(seen?.headers).toMatchObject({
    host: 'd1.cloudfront.net',
    'x-forwarded-for': '127.0.0.1',
    accept: 'image/*',
  });
});

test('passes bodies on and hides what AWS would not send', async () => {
  answer = (incoming, response) => {
    response.writeHead(202, { 'content-type': 'application/json', server: 'engine', 'x-kept': 'yes' });
    incoming.pipe(response);
  };
  open(['server']);
  const response = await fetch(`${front.url}/capture`, { method: 'POST', body: '{"url":"x"}' });
  expect(response.status).toBe(202);
  expect(await response.text()).toBe('{"url":"x"}');
  expect(response.headers.get('x-kept')).toBe('yes');
  expect(response.headers.has('server')).toBe(false);
});

test('hands an answer on while it is still being written', async () => {
  let finish = (): void => {};
  answer = (_, response) => {
    response.write('first');
    finish = () => response.end('last');
  };
  open();
  const { body } = await fetch(front.url);
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader?.read())?.value).toBe('first');
  finish();
  expect((await reader?.read())?.value).toBe('last');
});

test('gives an error status as it is', async () => {
  answer = (_, response) => response.writeHead(404, { 'cache-control': 'no-store' }).end('none');
  open();
  const response = await fetch(`${front.url}/0/00/0.jpg`);
  expect([response.status, response.headers.get('cache-control')]).toEqual([404, 'no-store']);
});

test.each([
  ['GET', 404, 'Not Found'],
  ['HEAD', 404, 'Not Found'],
  ['POST', 403, 'Forbidden'],
])('gives the status that AWS would give to a %s', async (method, status, statusText) => {
  answer = (_, response) => response.writeHead(403).end();
  open([], (engineStatus) => (engineStatus === 403 ? 404 : engineStatus));
  const response = await fetch(front.url, { method });
  expect([response.status, response.statusText]).toEqual([status, statusText]);
});

test('uses one connection to the engine for calls one after the other', async () => {
  answer = (_, response) => response.end('ok');
  open();
  for (let call = 0; call < 5; call++) {
    expect(await (await fetch(front.url)).text()).toBe('ok');
  }
  expect(connections).toBe(1);
});

test('says so when the engine is gone', async () => {
  open();
  engine.close();
  await once(engine, 'close');
  expect((await fetch(front.url)).status).toBe(502);
});

test('takes a request target that is a whole URL, or none that can be read', async () => {
  const paths: (string | undefined)[] = [];
  answer = (incoming, response) => {
    paths.push(incoming.url);
    response.end();
  };
  open();
  for (const path of ['http://other.example/x?y', '//', '*']) {
    const sent = request({ port: front.port, host: '127.0.0.1', path }).end();
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    response.resume();
    await once(response, 'end');
  }
  expect(paths).toEqual(['/at/engine/x?y', '/at/engine//', '/at/engine/']);
});

test('listens elsewhere when its port is taken', async () => {
  const other = await startFront(front.port);
  expect(other.port).not.toBe(front.port);
  await other.close();
});

test('lets a burst through a few calls at a time, and all of it in the end', async () => {
  const held: ServerResponse[] = [];
  let most = 0;
  answer = (_incoming, response) => {
    held.push(response);
    most = Math.max(most, held.length);
  };
  open();
  const burst = Array.from({ length: 3 * MAX_CALLS }, () => fetch(`${front.url}/account`));
  for (let answered = 0; answered < burst.length; answered += MAX_CALLS) {
    await vi.waitFor(() => expect(held).toHaveLength(MAX_CALLS), PATIENCE_MS);
    for (const response of held.splice(0)) response.end();
  }
  expect((await Promise.all(burst)).every(({ ok }) => ok)).toBe(true);
  expect(most).toBe(MAX_CALLS);
});
