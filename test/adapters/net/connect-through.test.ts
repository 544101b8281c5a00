import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { connectThrough, ExitFailure } from '../../../functions/adapters/net/connect-through.ts';
import { PATIENCE_MS } from '../../support/patience-ms.ts';
import { startSocksServer } from '../../support/socks-server.ts';
import { fetchText, openProxy, webServer } from './through-proxy.ts';

const PUBLIC = '93.184.216.34';

const setUp = async (faults: Parameters<typeof startSocksServer>[1] = {}) => {
  let direct = 0;
  const site = await webServer((_request, response) => {
    direct += 1;
    response.end('hello from there');
  });
  const socks = await startSocksServer(site, faults);
  onTestFinished(socks.close);
  return { site, socks, arrived: () => direct };
};

test('everything goes through the exit of a region, by the address that was judged and never by name', async () => {
  const { socks } = await setUp();
  const session = await openProxy({ allow: [], answers: [PUBLIC], exit: socks.exit });
  expect((await fetchText(session, 'http://www.example.com/')).text).toBe('hello from there');
  expect(socks.asked).toEqual([{ kind: 'ipv4', host: PUBLIC, port: 80 }]);
});

test('an IPv6 address stays one', async () => {
  const { socks } = await setUp();
  const session = await openProxy({ allow: [], answers: ['2606:4700::1111'], exit: socks.exit });
  expect((await fetchText(session, 'http://www.example.com/')).text).toBe('hello from there');
  expect(socks.asked).toEqual([{ kind: 'ipv6', host: '2606:4700:0:0:0:0:0:1111', port: 80 }]);
});

test('what is private is refused before the exit hears of it', async () => {
  const { socks } = await setUp();
  const session = await openProxy({ allow: [], answers: ['10.0.0.1'], exit: socks.exit });
  await expect(fetchText(session, 'http://www.example.com/')).rejects.toThrow();
  expect(session.denial('www.example.com', 80)).toBe('blocked_address');
  expect(socks.asked).toEqual([]);
});

test('does not wait for an address that the exit does not reach', async () => {
  const { socks } = await setUp({ ignoresHost: '192.0.2.1' });
  const socket = await connectThrough(socks.exit)(['192.0.2.1', PUBLIC], 80, new AbortController().signal);
  expect(socks.asked.map(({ host }) => host)).toEqual(['192.0.2.1', PUBLIC]);
  // Of the three that are open two are one connection, seen from both of its sides.
  await vi.waitUntil(() => socks.open() === 2, PATIENCE_MS);
  socket.destroy();
});

test('ends what is under way when the session ends', async () => {
  const { socks } = await setUp({ ignores: 'requests' });
  const closing = new AbortController();
  const connecting = connectThrough(socks.exit)([PUBLIC], 80, closing.signal);
  const ended = expect(connecting).rejects.toThrow('closed');
  await vi.waitUntil(() => socks.asked.length === 1, PATIENCE_MS);
  closing.abort();
  await ended;
  await vi.waitUntil(() => socks.open() === 0, PATIENCE_MS);
});

describe('there is no other way out', () => {
  test.each([
    ['connection_failed', 'has no network to the server', { reply: 3 }],
    ['connection_failed', 'does not find the server', { reply: 4 }],
    ['connection_failed', 'is refused by the server', { reply: 5 }],
    ['connection_failed', 'gives up on the way to the server', { reply: 6 }],
    ['region_unavailable', 'is out of order', { reply: 1 }],
    ['region_unavailable', 'does not allow it', { reply: 2 }],
    ['region_unavailable', 'does not know such addresses', { reply: 8 }],
  ])('and it is %s when the exit %s', async (denial, _what, faults) => {
    const { site, socks, arrived } = await setUp(faults);
    const host = `127.0.0.1:${site.port}`;
    const session = await openProxy({ allow: [host], exit: socks.exit });
    await expect(fetchText(session, `http://${host}/`)).rejects.toThrow();
    expect(session.denial('127.0.0.1', site.port)).toBe(denial);
    expect(socks.asked).toHaveLength(1);
    expect(arrived()).toBe(0);
  });

  test('and it is region_unavailable when the exit is gone', async () => {
    const { site, arrived } = await setUp();
    const host = `127.0.0.1:${site.port}`;
    const session = await openProxy({ allow: [host], exit: { host: '127.0.0.1', port: 9 } });
    await expect(fetchText(session, `http://${host}/`)).rejects.toThrow();
    expect(session.denial('127.0.0.1', site.port)).toBe('region_unavailable');
    expect(arrived()).toBe(0);
  });

  test.each([
    ['the exit does not even greet', 'greeting', true],
    ['the exit greets, and looks for the server in vain', 'requests', false],
  ] as const)('and when %s in time, whose fault that is is told', async (_what, ignores, isExits) => {
    const { socks } = await setUp({ ignores });
    const connect = connectThrough(socks.exit, { timeoutMs: 300 });
    const failure = await connect([PUBLIC], 80, new AbortController().signal).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(Error);
    expect(failure instanceof ExitFailure).toBe(isExits);
    await vi.waitUntil(() => socks.open() === 0, PATIENCE_MS);
  });
});
