import { createServer } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { describe, expect, test, vi } from 'vitest';
import { egressLimits } from '../../../functions/adapters/net/egress-limits.ts';
import type { EgressSession } from '../../../functions/ports/egress.ts';
import { PATIENCE_MS } from '../../support/patience-ms.ts';
import { ask, connectTo, fetchText, listening, openProxy, tunnel, webServer } from './through-proxy.ts';

const brokenOff = { code: 'ECONNRESET' };
const chunk = Buffer.alloc(65_536);
const hello = () => webServer((_request, response) => response.end('hello'));
/** Takes whatever comes, and answers nothing. */
const sink = () => listening(createServer((socket) => socket.on('error', () => {}).resume()));
/** Sends without end what is read of it, to whomever asks. */
const flood = () =>
  listening(
    createServer((socket) => {
      const more = (): void => {
        while (socket.write(chunk));
      };
      socket.on('error', () => {}).on('drain', more);
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n');
        more();
      });
    }),
  );

const swallowErrors = <Stream extends NodeJS.EventEmitter>(stream: Stream): Stream =>
  stream.on('error', () => {});
/** Writes what the other end takes, until it breaks. */
const pour = (socket: NodeJS.WritableStream): void => {
  const more = (): void => {
    while (socket.write(chunk));
  };
  socket.on('drain', more);
  more();
};

/** Whether the session has told that too much was used. */
const watchEnd = (session: EgressSession) => {
  const end = { overspent: false };
  session.overspent.then(() => {
    end.overspent = true;
  });
  return end;
};

describe('what one capture may use ends with its session', () => {
  const limits = { bytesDown: 1_000_000, bytesUp: 1_000_000, requests: 3, connections: 3 };
  const ways: Readonly<Record<string, (session: EgressSession) => Promise<unknown>>> = {
    'bytes down, in the clear': async (session) => {
      const site = await flood();
      swallowErrors((await ask(session, `http://site.example:${site.port}/`)).resume());
    },
    'bytes down, in a tunnel': async (session) => {
      const { socket } = await tunnel(session, `site.example:${(await flood()).port}`);
      swallowErrors(socket.resume()).write('x');
    },
    'bytes up, in the clear': async (session) => {
      const socket = swallowErrors(await connectTo(session));
      const { port } = await sink();
      socket.write(
        `POST http://site.example:${port}/ HTTP/1.1\r\nHost: x\r\nContent-Length: ${10 ** 12}\r\n\r\n`,
      );
      pour(socket);
    },
    'bytes up, in the headers of many requests': async (session) => {
      const { port } = await hello();
      for (let count = 0; count < 3; count += 1) {
        const headers = ['Host', 'x', 'X-Long', 'y'.repeat(200_000)];
        await ask(session, `http://site.example:${port}/${'z'.repeat(50_000)}`, { headers }).catch(() => {});
      }
    },
    'bytes up, in a tunnel': async (session) => {
      const { socket } = await tunnel(session, `site.example:${(await sink()).port}`);
      pour(swallowErrors(socket));
    },
    'requests, the refused ones too': async (session) => {
      for (let count = 0; count < 4; count += 1) await ask(session, 'http://10.0.0.1/').catch(() => {});
    },
    'requests, tunnels too': async (session) => {
      for (let count = 0; count < 4; count += 1) {
        const socket = swallowErrors(await connectTo(session));
        socket.end('CONNECT 10.0.0.1:443 HTTP/1.1\r\nHost: x\r\n\r\n');
        await buffer(socket).catch(() => {});
      }
    },
    'connections, the failed ones too': async (session) => {
      const site = await hello();
      const { port } = site;
      const url = `http://site.example:${port}/`;
      for (let count = 0; count < 3; count += 1)
        await fetchText(session, url, { method: 'POST', body: Buffer.from('x') });
      expect(site.accepted).toBe(3);
      await ask(session, 'http://other.example:9/').catch(() => {});
    },
  };

  test.each(Object.keys(ways))('%s', async (what) => {
    const onClosed = vi.fn();
    const lift = what.startsWith('connections') ? { requests: 100 } : {};
    const reduced = what.includes('headers of many') ? { bytesUp: 400_000 } : {};
    const session = await openProxy({
      allow: ['site.example', 'other.example'],
      limits: { ...limits, ...lift, ...reduced },
      onClosed,
    });
    const end = watchEnd(session);
    await ways[what]?.(session);
    await vi.waitUntil(() => end.overspent, PATIENCE_MS);
    // For good: neither a request nor a tunnel gets out any more.
    const site = await hello();
    await expect(ask(session, `http://site.example:${site.port}/`)).rejects.toMatchObject(brokenOff);
    expect((await tunnel(session, `site.example:${site.port}`)).status).toBe(502);
    expect(site.accepted).toBe(0);
    await session.close();
    const limit = { down: 'bytesDown', up: 'bytesUp' }[what.split(' ')[1]?.replace(',', '') ?? ''];
    expect(onClosed.mock.calls).toEqual([
      [expect.objectContaining({ limit: limit ?? what.split(/[ ,]/)[0] })],
    ]);
  });

  test('and not what stays within', async () => {
    const site = await hello();
    const onClosed = vi.fn();
    const session = await openProxy({ limits, onClosed });
    const end = watchEnd(session);
    for (let count = 0; count < 3; count += 1)
      expect((await fetchText(session, `http://site.example:${site.port}/`)).text).toBe('hello');
    await session.close();
    expect(end.overspent).toBe(false);
    expect(onClosed.mock.calls[0]?.[0]).not.toHaveProperty('limit');
  });

  test('nor what another session has used', async () => {
    const [{ port }, other] = [await hello(), await openProxy({ limits: { requests: 1 } })];
    await fetchText(other, `http://site.example:${port}/`);
    const session = await openProxy({ limits: { requests: 1 } });
    expect((await fetchText(session, `http://site.example:${port}/`)).text).toBe('hello');
  });
});

describe('tells at the end what was used', () => {
  test('in bytes as the servers saw them', async () => {
    const onClosed = vi.fn();
    let [read, written] = [0, 0];
    const site = await webServer((_request, response) => response.end('x'.repeat(100_000)));
    site.server.on('connection', (socket) =>
      socket.once('close', () => {
        read += socket.bytesRead;
        written += socket.bytesWritten;
      }),
    );
    const session = await openProxy({ onClosed });
    await fetchText(session, `http://site.example:${site.port}/`);
    const { socket } = await tunnel(session, `site.example:${site.port}`);
    socket.end('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    await buffer(socket);
    await ask(session, 'http://10.0.0.1/').catch(() => {});
    await session.close();
    await vi.waitUntil(() => site.sockets.size === 0, PATIENCE_MS);
    expect(onClosed.mock.calls).toEqual([
      [{ bytesDown: written, bytesUp: read, requests: 3, connections: 2, denied: 1 }],
    ]);
    expect(written).toBeGreaterThan(200_000);
  });

  test('unless nobody used it', async () => {
    const onClosed = vi.fn();
    await (await openProxy({ onClosed })).close();
    expect(onClosed).not.toHaveBeenCalled();
  });
});

describe('a single connection is refused', () => {
  test('when so many are open, and not once one of them has ended', async () => {
    const site = await sink();
    const onClosed = vi.fn();
    const session = await openProxy({ limits: { sockets: 2 }, onClosed });
    const target = `site.example:${site.port}`;
    const first = await tunnel(session, target);
    expect((await tunnel(session, target)).status).toBe(200);
    expect((await tunnel(session, target)).status).toBe(502);
    expect(session.denial('site.example', site.port)).toBe('page_too_heavy');
    expect(site.accepted).toBe(2);
    first.socket.destroy();
    await vi.waitUntil(() => site.sockets.size === 1, PATIENCE_MS);
    expect((await tunnel(session, target)).status).toBe(200);
    await session.close();
    expect(onClosed.mock.calls).toEqual([[expect.objectContaining({ denied: 1, connections: 3 })]]);
  });

  test('but a connection that is kept for later makes room for it', async () => {
    const [first, second] = [await hello(), await hello()];
    const session = await openProxy({ limits: { sockets: 1 } });
    await fetchText(session, `http://site.example:${first.port}/`);
    expect((await fetchText(session, `http://site.example:${second.port}/`)).text).toBe('hello');
    await vi.waitUntil(() => first.sockets.size === 0, PATIENCE_MS);
    expect((await tunnel(session, `site.example:${first.port}`)).status).toBe(200);
  });

  test('a connection that fails leaves its place', async () => {
    const { port, server } = await listening(createServer());
    await new Promise((resolve) => server.close(resolve));
    const session = await openProxy({ limits: { sockets: 1 } });
    for (let count = 0; count < 3; count += 1)
      expect((await tunnel(session, `site.example:${port}`)).status).toBe(502);
    expect((await tunnel(session, `site.example:${(await hello()).port}`)).status).toBe(200);
  });

  test('to a host beyond so many, without a lookup, and not to one that is known', async () => {
    const site = await hello();
    const resolve = vi
      .fn(async (_host: string) => ['127.0.0.1'])
      .mockRejectedValueOnce(new Error('EAI_AGAIN'));
    const session = await openProxy({
      limits: { hosts: 2 },
      resolver: { resolve },
      allow: ['a.example', 'b.example', 'c.example'],
    });
    const url = (host: string) => `http://${host}.example:${site.port}/`;
    await expect(ask(session, url('a'))).rejects.toMatchObject(brokenOff);
    for (const host of ['b', 'a']) expect((await fetchText(session, url(host))).text).toBe('hello');
    await expect(ask(session, url('c'))).rejects.toMatchObject(brokenOff);
    expect(session.denial('c.example', site.port)).toBe('page_too_heavy');
    expect(resolve.mock.calls.map(([host]) => host)).toEqual(['a.example', 'b.example', 'a.example']);
  });
});

test('so many names are looked up at a time, the others wait', async () => {
  const answers = new Map<string, PromiseWithResolvers<readonly string[]>>();
  const resolve = vi.fn((host: string) => {
    const answer = Promise.withResolvers<readonly string[]>();
    answers.set(host, answer);
    return answer.promise;
  });
  const site = await hello();
  const hosts = ['a.example', 'b.example', 'c.example'];
  const session = await openProxy({ limits: { lookups: 2 }, resolver: { resolve }, allow: hosts });
  const asked = hosts.map((host) => fetchText(session, `http://${host}:${site.port}/`));
  await vi.waitUntil(() => answers.size === 2, PATIENCE_MS);
  answers.get('a.example')?.resolve(['127.0.0.1']);
  expect((await asked[0])?.text).toBe('hello');
  await vi.waitUntil(() => answers.size === 3, PATIENCE_MS);
  answers.get('b.example')?.reject(new Error('ENOTFOUND'));
  answers.get('c.example')?.resolve(['127.0.0.1']);
  await expect(asked[1]).rejects.toMatchObject(brokenOff);
  expect((await asked[2])?.text).toBe('hello');
});

test('a lookup that waits for its turn does not go out once the session is over', async () => {
  const resolve = vi.fn((_host: string): Promise<readonly string[]> => new Promise(() => {}));
  const first = Promise.withResolvers<readonly string[]>();
  resolve.mockReturnValueOnce(first.promise);
  const session = await openProxy({ limits: { lookups: 1 }, resolver: { resolve } });
  const asked = ['a.example.com', 'b.example.com'].map((host) => ask(session, `http://${host}/`));
  const ended = Promise.allSettled(asked);
  await vi.waitUntil(() => resolve.mock.calls.length === 1, PATIENCE_MS);
  session.cutOff();
  first.resolve(['127.0.0.1']);
  await ended;
  expect(resolve.mock.calls.map(([host]) => host)).toEqual(['a.example.com']);
});

test('of a host with many addresses a few are tried', async () => {
  const tried = Array.from({ length: 50 }, (_, index) => `127.0.1.${index + 1}`);
  const { port } = await listening(createServer(), '127.0.1.9');
  const session = await openProxy({ answers: tried });
  expect((await tunnel(session, `site.example:${port}`)).status).toBe(502);
  const within = await openProxy({ answers: tried.slice(1) });
  expect((await tunnel(within, `site.example:${port}`)).status).toBe(200);
  expect(egressLimits.addresses).toBe(8);
});

test('so many refusals are told one by one, and all are counted', async () => {
  const [onDenied, onClosed] = [vi.fn(), vi.fn()];
  const session = await openProxy({ limits: { toldDenials: 2 }, onDenied, onClosed });
  for (let count = 0; count < 5; count += 1) await ask(session, 'http://10.0.0.1/').catch(() => {});
  await session.close();
  expect(onDenied).toHaveBeenCalledTimes(2);
  expect(onClosed.mock.calls).toEqual([[expect.objectContaining({ denied: 5 })]]);
});

test('the browser has so many connections to the proxy at most', async () => {
  const session = await openProxy({ limits: { clients: 2 } });
  await Promise.all([connectTo(session), connectTo(session)]);
  const third = await connectTo(session);
  expect((await buffer(third)).length).toBe(0);
});

test('after its time a session ends what is silent in it, and lets nothing more out', async () => {
  const site = await sink();
  const session = await openProxy({ limits: { seconds: 0.2 } });
  const end = watchEnd(session);
  const { socket } = await tunnel(session, `site.example:${site.port}`);
  await Promise.all([
    expect(ask(session, `http://site.example:${site.port}/`)).rejects.toMatchObject(brokenOff),
    buffer(socket).catch(() => {}),
  ]);
  await vi.waitUntil(() => site.sockets.size === 0, PATIENCE_MS);
  expect((await tunnel(session, `site.example:${site.port}`)).status).toBe(502);
  expect(end.overspent).toBe(false);
});

test('a tunnel holds a server back while the browser does not read', async () => {
  let server: { bytesWritten: number; writableNeedDrain: boolean } | undefined;
  const site = await flood();
  site.server.on('connection', (socket) => {
    server = socket;
  });
  const { socket } = await tunnel(await openProxy(), `site.example:${site.port}`);
  socket.write('x');
  // What is not read cannot be written either: the kernel's buffers and one of ours on each side are all there is.
  await vi.waitUntil(() => {
    const before = server?.bytesWritten;
    return new Promise((resolve) =>
      setTimeout(() => resolve(before !== undefined && before === server?.bytesWritten), 100),
    );
  }, PATIENCE_MS);
  expect(server?.writableNeedDrain).toBe(true);
  expect(server?.bytesWritten).toBeLessThan(32_000_000);
});
