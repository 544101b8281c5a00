import { type Address, readAddress } from './address.ts';
import { specialRanges } from './special-ranges.ts';

/** A range by its first and last address. */
export interface Block {
  readonly bits: 32 | 128;
  readonly first: bigint;
  readonly last: bigint;
}

/** The range that `a.b.c.d/n` or `a:b::/n` stands for. */
export const readBlock = (cidr: string): Block => {
  const [base = '', prefix = ''] = cidr.split('/');
  const { bits, value } = readAddress(base);
  const size = 1n << BigInt(bits - Number(prefix));
  if (value % size !== 0n) throw new Error(`${cidr} does not begin where it says.`);
  return { bits, first: value, last: value + size - 1n };
};

const blocks = specialRanges.map(([cidr]) => readBlock(cidr));
const MAPPED = 0xffffn << 32n;
const IPV4 = 1n << 32n;

/** The address that the network sees: IPv4 in place of ::ffff:a.b.c.d. */
export const onTheWire = (address: Address): Address =>
  address.bits === 128 && address.value >= MAPPED && address.value < MAPPED + IPV4
    ? { bits: 32, value: address.value - MAPPED }
    : address;

/** The truth that the product is judged by: plain arithmetic over IANA's registries. */
export const isPublic = (address: Address): boolean => {
  const { bits, value } = onTheWire(address);
  return !blocks.some((block) => block.bits === bits && block.first <= value && value <= block.last);
};
