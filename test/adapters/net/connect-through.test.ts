import { expect, onTestFinished, test } from 'vitest';
import { startSocksServer } from '../../support/socks-server.ts';
import { fetchText, openProxy, webServer } from './through-proxy.ts';

const PUBLIC = '93.184.216.34';

const setUp = async (options: { readonly refuses?: boolean } = {}) => {
  let direct = 0;
  const site = await webServer((_request, response) => {
    direct += 1;
    response.end('hello from there');
  });
  const socks = await startSocksServer(site, options);
  onTestFinished(socks.close);
  return { site, socks, arrived: () => direct };
};

test('everything goes through the exit of a region, by the address that was judged and never by name', async () => {
  const { socks } = await setUp();
  const session = await openProxy({ allow: [], answers: [PUBLIC], exit: socks.exit });
  expect((await fetchText(session, 'http://www.example.com/')).text).toBe('hello from there');
  expect(socks.asked).toEqual([{ kind: 'ipv4', host: PUBLIC, port: 80 }]);
});

test('what is private is refused before the exit hears of it', async () => {
  const { socks } = await setUp();
  const session = await openProxy({ allow: [], answers: ['10.0.0.1'], exit: socks.exit });
  await expect(fetchText(session, 'http://www.example.com/')).rejects.toThrow();
  expect(session.denial('www.example.com', 80)).toBe('blocked_address');
  expect(socks.asked).toEqual([]);
});

test('there is no other way out when the exit refuses, or is gone', async () => {
  const { site, socks, arrived } = await setUp({ refuses: true });
  const host = `127.0.0.1:${site.port}`;
  const session = await openProxy({ allow: [host], exit: socks.exit });
  await expect(fetchText(session, `http://${host}/`)).rejects.toThrow();
  expect(socks.asked).toHaveLength(1);
  const gone = await openProxy({ allow: [host], exit: { host: '127.0.0.1', port: 9 } });
  await expect(fetchText(gone, `http://${host}/`)).rejects.toThrow();
  expect(gone.denial('127.0.0.1', site.port)).toBe('region_unavailable');
  expect(arrived()).toBe(0);
});
