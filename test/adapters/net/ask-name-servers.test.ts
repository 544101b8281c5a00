import { createSocket } from 'node:dgram';
import { getEventListeners, once } from 'node:events';
import { isIP } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { dnsResolver } from '../../../functions/adapters/net/dns-resolver.ts';
import { PATIENCE_MS } from '../../support/patience-ms.ts';
import { openProxy, tunnel } from './through-proxy.ts';

const A = 1;
const AAAA = 28;

const addressBytes = (address: string): number[] => {
  if (isIP(address) === 4) return address.split('.').map(Number);
  return address
    .split(':')
    .flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255]);
};

/** One answer in the form of RFC 1035, 4.1: it repeats the question, and its records point back to the name in it. */
const answerTo = (query: Buffer, type: number, addresses: readonly string[]): Buffer => {
  const header = Buffer.from(query.subarray(0, 12));
  header.writeUInt16BE(addresses.length > 0 ? 0x8180 : 0x8183, 2);
  header.writeUInt16BE(addresses.length, 6);
  header.writeUInt32BE(0, 8);
  const question = query.subarray(12, query.indexOf(0, 12) + 5);
  const records = addresses.map((address) => {
    const bytes = addressBytes(address);
    return Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 0, 0, bytes.length, ...bytes]);
  });
  return Buffer.concat([header, question, ...records]);
};

/** A name server that has these addresses for every name; without a list for a type it is silent. */
const nameServer = async (zone: {
  readonly [A]?: readonly string[];
  readonly [AAAA]?: readonly string[];
}) => {
  const socket = createSocket('udp4');
  const asked: number[] = [];
  socket.on('message', (query, from) => {
    const type = query.readUInt16BE(query.indexOf(0, 12) + 1);
    asked.push(type);
    const addresses = zone[type as keyof typeof zone];
    if (addresses !== undefined) socket.send(answerTo(query, type, addresses), from.port, from.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  onTestFinished(() => void socket.close());
  return { servers: [`127.0.0.1:${socket.address().port}`], asked };
};

const never = new AbortController().signal;
const unasked = () => Promise.reject(new Error('asked the machine'));
const resolverOf = (servers: readonly string[], timeoutMs = 5_000) =>
  dnsResolver({ lookup: unasked, servers, timeoutMs });

test('gives the addresses of both kinds, IPv4 first', async () => {
  const { servers } = await nameServer({ [A]: ['8.8.8.8', '8.8.4.4'], [AAAA]: ['2606:4700:0:0:0:0:0:1111'] });
  const found = await resolverOf(servers).resolve('www.example.com.', never);
  expect(found.toSorted()).toEqual(['2606:4700::1111', '8.8.4.4', '8.8.8.8']);
  expect(found[2]).toBe('2606:4700::1111');
});

test('one kind is enough', async () => {
  const six = await nameServer({ [A]: [], [AAAA]: ['2606:4700:0:0:0:0:0:1111'] });
  expect(await resolverOf(six.servers).resolve('six.example', never)).toEqual(['2606:4700::1111']);
  const four = await nameServer({ [A]: ['8.8.8.8'], [AAAA]: [] });
  expect(await resolverOf(four.servers).resolve('four.example', never)).toEqual(['8.8.8.8']);
});

test('throws when there is no address', async () => {
  const { servers } = await nameServer({ [A]: [], [AAAA]: [] });
  await expect(resolverOf(servers).resolve('nowhere.example', never)).rejects.toThrow(
    'The name nowhere.example has no address.',
  );
});

test('does not wait for longer than the time, and then takes what it has', async () => {
  const silent = await nameServer({});
  await expect(resolverOf(silent.servers, 100).resolve('slow.example', never)).rejects.toThrow('no address');
  const half = await nameServer({ [A]: ['8.8.8.8'] });
  expect(await resolverOf(half.servers, 300).resolve('half.example', never)).toEqual(['8.8.8.8']);
});

test('stops asking when it is called off, and holds on to nothing', async () => {
  const { servers, asked } = await nameServer({});
  const calling = new AbortController();
  const asking = resolverOf(servers, 60_000).resolve('slow.example', calling.signal);
  const ended = expect(asking).rejects.toThrow('no address');
  await vi.waitUntil(() => asked.length === 2, PATIENCE_MS);
  calling.abort();
  await ended;
  expect(getEventListeners(calling.signal, 'abort')).toEqual([]);
  await expect(resolverOf(servers).resolve('late.example', calling.signal)).rejects.toThrow('aborted');
  expect(asked).toHaveLength(2);
});

test('is what a page’s names are asked of; what the deployer lists is asked of the machine', async () => {
  const { servers, asked } = await nameServer({ [A]: ['10.0.0.1'], [AAAA]: [] });
  const lookup = vi.fn(async () => [{ address: '127.0.0.1' }]);
  const session = await openProxy({ allow: ['listed.example'], resolver: dnsResolver({ lookup, servers }) });
  expect((await tunnel(session, 'www.example.com:443')).status).toBe(403);
  expect(asked.toSorted()).toEqual([A, AAAA]);
  expect(lookup).not.toHaveBeenCalled();
  expect((await tunnel(session, 'listed.example:9')).status).toBe(502);
  expect(lookup.mock.calls).toEqual([['listed.example']]);
  expect(asked).toHaveLength(2);
});
