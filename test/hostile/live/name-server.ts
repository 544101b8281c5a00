import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv4 } from 'node:net';
import { parseAddress } from '../../../functions/domain/public-address.ts';
import { type Records, recordsOf } from './zone.ts';

/** Types of records (RFC 1035, 3596). */
const A = 1;
const CNAME = 5;
const AAAA = 28;
const HEADER_BYTES = 12;
const NAME_ERROR = 3;

const encodeName = (name: string): Buffer =>
  Buffer.concat([
    ...name.split('.').map((label) => Buffer.from(String.fromCharCode(label.length) + label, 'latin1')),
    Buffer.of(0),
  ]);

/** The one question of a query, without compression, which questions do not use. */
const readQuestion = (query: Buffer) => {
  const labels: string[] = [];
  let at = HEADER_BYTES;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  const end = at + 5;
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end };
};

const addressBytes = (address: string): Buffer => {
  if (isIPv4(address)) return Buffer.from(address.split('.').map(Number));
  const parsed = parseAddress(address);
  // A mapped address is unwrapped by the parser, and must not be in an AAAA record.
  const tail = Buffer.from(parsed?.toByteArray() ?? []);
  return tail.length === 4 ? Buffer.concat([Buffer.alloc(10), Buffer.of(255, 255), tail]) : tail;
};

const record = (name: string, type: number, data: Buffer): Buffer => {
  const head = Buffer.alloc(10);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(1, 2);
  head.writeUInt16BE(data.length, 8);
  return Buffer.concat([encodeName(name), head, data]);
};

const answersTo = (name: string, type: number, { aliases, addresses }: Records): readonly Buffer[] => {
  const chain = [name, ...aliases];
  const links = aliases.map((alias, index) => record(chain[index] ?? '', CNAME, encodeName(alias)));
  const wanted = addresses.filter((address) => type === (isIPv4(address) ? A : AAAA));
  return [...links, ...wanted.map((address) => record(chain.at(-1) ?? '', type, addressBytes(address)))];
};

/** Answers with the attacker's zone, for no time at all: whoever asks twice is told anew. */
export const startNameServer = async (address: string): Promise<{ close(): void }> => {
  const asked = new Map<string, number>();
  const socket = createSocket('udp4');
  socket.on('message', (query, from) => {
    const { name, type, end } = readQuestion(query);
    const before = asked.get(`${name} ${type}`) ?? 0;
    asked.set(`${name} ${type}`, before + 1);
    const records = recordsOf(name, before);
    const answers = records === undefined ? [] : answersTo(name, type, records);
    const head = Buffer.from(query.subarray(0, HEADER_BYTES));
    head.writeUInt16BE(0x8180 | (records === undefined ? NAME_ERROR : 0), 2);
    head.writeUInt16BE(answers.length, 6);
    // No additional records, whatever the query has.
    head.writeUInt16BE(0, 10);
    const message = Buffer.concat([head, query.subarray(HEADER_BYTES, end), ...answers]);
    socket.send(message, from.port, from.address);
  });
  socket.bind(53, address);
  await once(socket, 'listening');
  return { close: () => socket.close() };
};
