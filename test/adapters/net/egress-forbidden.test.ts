import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { describe, expect, test, vi } from 'vitest';
import { createEgress } from '../../../functions/adapters/net/egress-proxy.ts';
import { exceptProxies } from '../../../functions/adapters/net/except-proxies.ts';
import { outboundPolicy } from '../../../functions/domain/outbound-policy.ts';
import { startSocksServer } from '../../support/socks-server.ts';
import { ask, openProxy, tunnel } from './through-proxy.ts';

const brokenOff = { code: 'ECONNRESET' };

/** What a page could want of the machine that it is rendered on, and of the cloud around it. */
const endpoints: readonly (readonly [what: string, host: string, port: number])[] = [
  ['Lambda’s runtime API', '127.0.0.1', 9001],
  ['Lambda’s runtime API, by its link-local address', '169.254.100.1', 9001],
  ['Lambda’s telemetry', '169.254.100.5', 4243],
  ['the credentials of containers', '169.254.170.2', 80],
  ['the credentials of pods', '169.254.170.23', 80],
  ['the same, IPv6', 'fd00:ec2::23', 80],
  ['instance metadata', '169.254.169.254', 80],
  ['instance metadata, IPv6', 'fd00:ec2::254', 80],
  ['instance metadata, mapped', '::ffff:169.254.169.254', 80],
  ['instance metadata, compatible', '::169.254.169.254', 80],
  ['instance metadata, translated', '64:ff9b::a9fe:a9fe', 80],
  ['instance metadata, translated locally', '64:ff9b:1::a9fe:a9fe', 80],
  ['instance metadata, 6to4', '2002:a9fe:a9fe::', 80],
  ['instance metadata, Teredo', '2001:0:a9fe:a9fe::1', 80],
  ['the name server', '169.254.169.253', 53],
  ['the name server, IPv6', 'fd00:ec2::253', 80],
  ['metadata of Azure', '168.63.129.16', 80],
  ['metadata of Alibaba', '100.100.100.200', 80],
  ['metadata of Oracle', '192.0.0.192', 80],
  ['a neighbour', 'fe80::1', 80],
  ['a neighbour in the VPC', '10.0.0.2', 443],
  ['this machine', '0.0.0.0', 80],
  ['this machine, IPv6', '::', 80],
  ['everybody on the network', '255.255.255.255', 80],
];

describe.each(endpoints)('%s is out of reach', (_what, address, port) => {
  const host = address.includes(':') ? `[${address}]` : address;

  test('by its address, in the clear and in a tunnel', async () => {
    const session = await openProxy({ allow: [], resolver: { resolve: async () => [address] } });
    await expect(ask(session, `http://${host}:${port}/`)).rejects.toMatchObject(brokenOff);
    expect((await tunnel(session, `${host}:${port}`)).status).toBe(403);
    const { hostname } = new URL(`http://${host}/`);
    expect(session.denial(hostname, port)).toBe('blocked_address');
  });

  test('by a name, and through the exit of a region', async () => {
    const socks = await startSocksServer({ port: 9 });
    try {
      const onClosed = vi.fn();
      const session = await openProxy({ allow: [], answers: [address], exit: socks.exit, onClosed });
      await expect(ask(session, `http://www.example.com:80/`)).rejects.toMatchObject(brokenOff);
      expect(session.denial('www.example.com', 80)).toBe('blocked_address');
      await session.close();
      expect(socks.asked).toEqual([]);
      expect(onClosed.mock.calls).toEqual([[expect.objectContaining({ connections: 0, denied: 1 })]]);
    } finally {
      socks.close();
    }
  });
});

test.each(['localhost', 'sandbox.localdomain', 'instance-data.ec2.internal', 'metadata.google.internal'])(
  'the name %s is not even looked up',
  async (host) => {
    const resolve = vi.fn(async () => ['93.184.216.34']);
    const session = await openProxy({ allow: [], resolver: { resolve } });
    await expect(ask(session, `http://${host}/`)).rejects.toMatchObject(brokenOff);
    expect(session.denial(host, 80)).toBe('blocked_address');
    expect(resolve).not.toHaveBeenCalled();
  },
);

describe('a proxy is out of reach of every page', () => {
  const twoSessions = async (allow: readonly string[]) => {
    const resolver = { resolve: async (host: string) => [host === 'localhost' ? '127.0.0.1' : host] };
    const egress = createEgress({ policy: outboundPolicy(allow), resolver });
    const [own, other] = [await egress.open(), await egress.open()];
    return { own, other, close: () => Promise.all([own.close(), other.close()]) };
  };

  test.each([
    ['the deployer allows nothing', []],
    ['the deployer allows this machine', ['127.0.0.1', 'localhost', '0.0.0.0']],
    ['the deployer allows the whole network', ['127.0.0.0/8', 'localhost', '0.0.0.0/8']],
  ])('also when %s', async (_what, allow) => {
    const { own, other, close } = await twoSessions(allow);
    try {
      for (const { proxyUrl } of [own, other]) {
        const port = Number(new URL(proxyUrl).port);
        for (const host of ['127.0.0.1', 'localhost', '0.0.0.0']) {
          await expect(ask(own, `http://${host}:${port}/`)).rejects.toMatchObject(brokenOff);
          expect((await tunnel(own, `${host}:${port}`)).status).toBe(403);
          expect(own.denial(host, port)).toBe('blocked_address');
        }
      }
    } finally {
      await close();
    }
  });

  test('though a public server may have the same port, and everything else on this machine is as the deployer says', () => {
    const policy = exceptProxies(outboundPolicy(['127.0.0.1']), new Set([8080]));
    const isAllowed = (port: number, ...addresses: string[]) =>
      policy.judgeAddresses('www.example.com', port, addresses).allowed;
    expect(isAllowed(8080, '93.184.216.34')).toBe(true);
    expect(isAllowed(8081, '127.0.0.1')).toBe(true);
    expect(isAllowed(8080, '127.0.0.1')).toBe(false);
    expect(isAllowed(8080, '93.184.216.34', '127.0.0.1')).toBe(false);
  });

  test('and its port is free again for what the deployer allows, once it is closed', async () => {
    const { own, other, close } = await twoSessions(['127.0.0.1']);
    const port = Number(new URL(other.proxyUrl).port);
    await other.close();
    try {
      expect((await tunnel(own, `127.0.0.1:${port}`)).status).toBe(502);
      expect(own.denial('127.0.0.1', port)).toBe('connection_failed');
    } finally {
      await close();
    }
  });

  test('and would have nothing to say to a page of another process that reached it', async () => {
    const [other, own] = [await openProxy(), await openProxy({ allow: ['127.0.0.1'] })];
    const port = new URL(other.proxyUrl).port;
    await expect(ask(own, `http://127.0.0.1:${port}/`)).rejects.toMatchObject(brokenOff);
    // As a WebSocket begins.
    const { socket, status } = await tunnel(own, `127.0.0.1:${port}`);
    expect(status).toBe(200);
    socket.write(`GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
    const ended = once(socket, 'close');
    expect(await text(socket)).toBe('');
    await ended;
  });
});
