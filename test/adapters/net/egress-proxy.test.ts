import { createServer } from 'node:net';
import { describe, expect, test, vi } from 'vitest';
import { PATIENCE_MS } from '../../support/patience-ms.ts';
import { ask, connectTo, fetchText, listening, openProxy, tunnel, webServer } from './through-proxy.ts';

const hello = () => webServer((_request, response) => response.end('hello'));
const brokenOff = { code: 'ECONNRESET' };

describe('refuses without an answer, tells why and tells the operator', () => {
  test.each([
    ['a private name', 'intranet.corp', 80, [], 'DENY_NAME'],
    ['a single label', 'metadata', 80, [], 'DENY_NAME'],
    ['a private address', '169.254.169.254', 80, [], 'DENY_IP'],
    ['a private IPv6 address', '[fd00::1]', 8080, [], 'DENY_IP'],
    ['a port of the bad-port list', 'www.example.com', 6000, [], 'DENY_PORT'],
    ['a name with a private answer', 'www.example.com', 80, ['10.0.0.1'], 'DENY_DNS'],
    ['public and private answers', 'www.example.com', 80, ['93.184.216.34', '127.0.0.1'], 'DENY_DNS'],
    ['a translated answer', 'www.example.com', 80, ['64:ff9b::7f00:1'], 'DENY_DNS'],
    ['no answers', 'www.example.com', 80, [], 'DENY_DNS'],
  ])('%s', async (_what, host, port, answers, verdict) => {
    const onDenied = vi.fn();
    const session = await openProxy({ answers, onDenied });
    await expect(ask(session, `http://${host}:${port}/secret?query`)).rejects.toMatchObject(brokenOff);
    expect(session.denial(host, port)).toBe('blocked_address');
    expect(session.denial(host, port + 1)).toBeUndefined();
    expect(onDenied.mock.calls).toEqual([[{ host, port, verdict }]]);
  });

  test('but for a private capture without the host', async () => {
    const onDenied = vi.fn();
    const session = await openProxy({ onDenied, isPrivate: true });
    await expect(ask(session, 'http://intranet.corp/')).rejects.toMatchObject(brokenOff);
    expect(onDenied.mock.calls).toEqual([[{ port: 80, verdict: 'DENY_NAME' }]]);
  });

  test('in a tunnel as well', async () => {
    const onDenied = vi.fn();
    const session = await openProxy({ onDenied });
    expect((await tunnel(session, '[::1]:8443')).status).toBe(403);
    expect(session.denial('::1', 8443)).toBe('blocked_address');
    expect(onDenied.mock.calls).toEqual([[{ host: '[::1]', port: 8443, verdict: 'DENY_IP' }]]);
  });
});

test('a name that does not resolve is dns_failed, and no denial for the operator', async () => {
  const onDenied = vi.fn();
  const session = await openProxy({
    onDenied,
    resolver: { resolve: () => Promise.reject(new Error('ENOTFOUND')) },
  });
  await expect(ask(session, 'http://Nowhere.Example./')).rejects.toMatchObject(brokenOff);
  expect(session.denial('nowhere.example', 80)).toBe('dns_failed');
  expect(onDenied).not.toHaveBeenCalled();
});

test('a name that did not resolve is asked for again', async () => {
  const site = await hello();
  const resolve = vi.fn(async () => ['127.0.0.1']).mockRejectedValueOnce(new Error('EAI_AGAIN'));
  const session = await openProxy({ resolver: { resolve } });
  const url = `http://site.example:${site.port}/`;
  await expect(ask(session, url)).rejects.toMatchObject(brokenOff);
  expect((await fetchText(session, url)).text).toBe('hello');
  expect(session.denial('site.example', site.port)).toBeUndefined();
});

test('an IPv4 answer in the form of IPv6 is dialled as what it is', async () => {
  const site = await hello();
  const session = await openProxy({ answers: ['::ffff:7f00:1'] });
  expect((await fetchText(session, `http://site.example:${site.port}/`)).text).toBe('hello');
});

test('a server that does not listen is connection_failed, until a connection succeeds', async () => {
  const { port, server } = await listening(createServer());
  await new Promise((resolve) => server.close(resolve));
  const session = await openProxy();
  await expect(ask(session, `http://site.example:${port}/`)).rejects.toMatchObject(brokenOff);
  expect(session.denial('site.example', port)).toBe('connection_failed');
  server.on('connection', (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nup'));
  server.listen(port, '127.0.0.1');
  expect((await fetchText(session, `http://site.example:${port}/`)).text).toBe('up');
  expect(session.denial('site.example', port)).toBeUndefined();
});

test('a name that changes its mind is dialled at the address that was judged', async () => {
  const site = await hello();
  const resolve = vi.fn(async () => (resolve.mock.calls.length > 1 ? ['127.0.0.3'] : ['127.0.0.1']));
  const deps = { resolver: { resolve }, allow: [`127.0.0.1:${site.port}`] };
  const url = `http://rebind.example.com:${site.port}/`;
  const session = await openProxy(deps);
  expect((await fetchText(session, url)).text).toBe('hello');
  expect((await tunnel(session, `rebind.example.com:${site.port}`)).status).toBe(200);
  expect(resolve).toHaveBeenCalledTimes(1);

  const next = await openProxy(deps);
  await expect(ask(next, url)).rejects.toMatchObject(brokenOff);
  expect(next.denial('rebind.example.com', site.port)).toBe('blocked_address');
});

test('connections to one host at the same time share one lookup', async () => {
  const site = await hello();
  const resolve = vi.fn(async (_host: string) => ['127.0.0.1']);
  const session = await openProxy({ resolver: { resolve } });
  const url = `http://site.example:${site.port}/`;
  const all = await Promise.all(Array.from({ length: 20 }, () => fetchText(session, url)));
  expect(all.every((answer) => answer.text === 'hello')).toBe(true);
  expect(resolve).toHaveBeenCalledTimes(1);
});

test('goes on to the next judged address when one does not answer', async () => {
  const site = await hello();
  const session = await openProxy({ answers: ['127.0.0.2', '::1', '127.0.0.1'] });
  expect((await fetchText(session, `http://site.example:${site.port}/`)).text).toBe('hello');
});

test('opens what the deployer lists, and only on the listed port', async () => {
  const [listed, other] = [await hello(), await hello()];
  const session = await openProxy({ allow: [`localhost:${listed.port}`, `127.0.0.1:${listed.port}`] });
  expect((await fetchText(session, `http://localhost:${listed.port}/`)).text).toBe('hello');
  expect((await fetchText(session, `http://127.0.0.1:${listed.port}/`)).text).toBe('hello');
  expect((await tunnel(session, `localhost:${listed.port}`)).status).toBe(200);
  await expect(ask(session, `http://localhost:${other.port}/`)).rejects.toMatchObject(brokenOff);
  expect((await tunnel(session, `localhost:${other.port}`)).status).toBe(403);
  expect(other.accepted).toBe(0);
});

test('remembers so many denials and forgets the oldest', async () => {
  const session = await openProxy();
  const hosts = Array.from({ length: 1_001 }, (_, index) => `h${index}.local`);
  for (const host of hosts) await ask(session, `http://${host}/`).catch(() => {});
  expect(session.denial('h0.local', 80)).toBeUndefined();
  expect(session.denial('h1.local', 80)).toBe('blocked_address');
  expect(session.denial('h1000.local', 80)).toBe('blocked_address');
});

describe('cutOff', () => {
  test('ends what is under way and lets nothing new out, not even a lookup; the rest stays until close', async () => {
    const site = await webServer((_request, response) => response.write('never ends'));
    const resolve = vi.fn(async (_host: string) => ['127.0.0.1']);
    const onDenied = vi.fn();
    const session = await openProxy({
      resolver: { resolve },
      onDenied,
      allow: ['site.example', 'new.example'],
    });
    const answer = await ask(session, `http://site.example:${site.port}/`);
    answer.on('error', () => {});
    const { socket } = await tunnel(session, `site.example:${site.port}`);
    socket.on('error', () => {});

    session.cutOff();
    await vi.waitUntil(() => answer.closed && socket.closed && site.sockets.size === 0, PATIENCE_MS);
    await expect(ask(session, `http://new.example:${site.port}/`)).rejects.toMatchObject(brokenOff);
    expect((await tunnel(session, `new.example:${site.port}`)).status).toBe(502);
    expect(resolve.mock.calls.map(([host]) => host)).toEqual(['site.example']);
    expect(site.accepted).toBe(2);
    expect(session.denial('new.example', site.port)).toBeUndefined();
    expect(onDenied).not.toHaveBeenCalled();
    session.cutOff();
  });
});

describe('close', () => {
  test('ends everything of its session and nothing of another', async () => {
    const site = await webServer((request, response) => {
      if (request.url === '/idle') response.end('idle');
      else response.write('never ends');
    });
    const url = `http://site.example:${site.port}`;
    const [session, other] = [await openProxy(), await openProxy()];
    await fetchText(session, `${url}/idle`);
    await fetchText(other, `${url}/idle`);
    const answer = await ask(session, `${url}/stream`);
    answer.on('error', () => {});
    const { socket } = await tunnel(session, `site.example:${site.port}`);
    socket.on('error', () => {});
    const silent = await connectTo(session);
    silent.on('error', () => {});
    expect(site.sockets.size).toBe(3);

    await Promise.all([session.close(), session.close()]);
    await vi.waitUntil(
      () => answer.closed && socket.closed && silent.closed && site.sockets.size === 1,
      PATIENCE_MS,
    );
    await expect(connectTo(session)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect((await fetchText(other, `${url}/idle`)).text).toBe('idle');
    await session.close();
  });

  test('ends a request whose name is still being looked up, which is no denial', async () => {
    const answers = Promise.withResolvers<readonly string[]>();
    const resolve = vi.fn(() => answers.promise);
    const site = await hello();
    const onDenied = vi.fn();
    const session = await openProxy({ resolver: { resolve }, onDenied });
    const asked = ask(session, `http://site.example:${site.port}/`);
    asked.catch(() => {});
    await vi.waitUntil(() => resolve.mock.calls.length === 1, PATIENCE_MS);
    await session.close();
    answers.resolve(['127.0.0.1']);
    await expect(asked).rejects.toMatchObject(brokenOff);
    expect(site.accepted).toBe(0);
    expect(session.denial('site.example', site.port)).toBeUndefined();
    expect(onDenied).not.toHaveBeenCalled();
  });
});
