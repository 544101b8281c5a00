import type { SeededRandom } from '../simulation/seeded-random.ts';
import type { Address } from './address.ts';
import { type Block, readBlock } from './is-public.ts';
import { rangesWithin, specialRanges } from './special-ranges.ts';

const blocks: readonly Block[] = [...specialRanges, ...rangesWithin].map(([cidr]) => readBlock(cidr));

const randomBits = (random: SeededRandom, bits: number): bigint =>
  random.bytes(Math.ceil(bits / 8)).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n) &
  ((1n << BigInt(bits)) - 1n);

const within = (random: SeededRandom, { bits, first, last }: Block): Address => ({
  bits,
  value: first + (randomBits(random, bits) % (last - first + 1n)),
});

/** The last address before a range or the first after it; the edges of the range itself as often. */
const beside = (random: SeededRandom, { bits, first, last }: Block): Address => {
  const value = random.pick([first - 1n, first, last, last + 1n]);
  const most = (1n << BigInt(bits)) - 1n;
  return { bits, value: value < 0n ? 0n : value > most ? most : value };
};

const anyIpv4 = (random: SeededRandom): bigint =>
  random.chance(0.5)
    ? randomBits(random, 32)
    : within(random, random.pick(blocks.filter(({ bits }) => bits === 32))).value;

const globalUnicast = readBlock('2000::/3');
const at = (prefix: string): bigint => readBlock(prefix).first;
const prefixes = {
  mapped: at('::ffff:0:0/96'),
  compatible: at('::/96'),
  siit: at('::ffff:0:0:0/96'),
  nat64: at('64:ff9b::/96'),
  localNat64: at('64:ff9b:1::/96'),
};

/** IPv6 that has an IPv4 address, public or not, somewhere in it. */
const carrying: readonly ((random: SeededRandom) => bigint)[] = [
  ...Object.values(prefixes).map((prefix) => (random: SeededRandom) => prefix + anyIpv4(random)),
  (random) => at('2002::/16') + (anyIpv4(random) << 80n) + randomBits(random, 80),
  // Teredo has the server's address, and the client's with all bits turned.
  (random) => at('2001::/32') + (anyIpv4(random) << 64n) + (anyIpv4(random) ^ 0xffffffffn),
  // ISATAP: an interface of any network, so it is as public as that is.
  (random) => {
    const network = within(
      random,
      random.chance(0.5) ? globalUnicast : random.pick(blocks.filter(({ bits }) => bits === 128)),
    );
    return ((network.value >> 64n) << 64n) + (0x5efen << 32n) + anyIpv4(random);
  },
];

/** How an address is come by; the share of each is as it stands here. */
export const kindsOfSample = {
  'in a special range': (random) => within(random, random.pick(blocks)),
  'at the edge of a range': (random) => beside(random, random.pick(blocks)),
  'any IPv4': (random) => ({ bits: 32, value: randomBits(random, 32) }),
  'any IPv6 that is handed out': (random) => within(random, globalUnicast),
  'IPv6 that carries IPv4': (random) => ({ bits: 128, value: random.pick(carrying)(random) }),
} as const satisfies Record<string, (random: SeededRandom) => Address>;
export type KindOfSample = keyof typeof kindsOfSample;
