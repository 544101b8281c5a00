import type { SeededRandom } from '../simulation/seeded-random.ts';
import { type Address, partsOf } from './address.ts';

/** Characters that a host's digits, letters and dots are mapped from (UTS 46), by the first of their row. */
const digitRows = [0xff10, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6, 0x2080];
const circled = ['⓪', '①', '②', '③', '④', '⑤', '⑥', '⑦', '⑧', '⑨'];
const raised = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
const letterRows = [0xff41, 0xff21, 0x24d0, 0x24b6, 0x1d41a, 0x1d5ba];
const dots = ['。', '．', '｡'];
/** Characters that are mapped to nothing. */
const ignored = ['\u00ad', '\u2060', '\u200b'];

const lookalike = (random: SeededRandom, character: string): string => {
  if (character === '.') return random.pick(dots);
  const digit = '0123456789'.indexOf(character);
  if (digit >= 0) {
    const rows = digitRows.map((first) => String.fromCodePoint(first + digit));
    return random.pick([...rows, circled[digit] ?? character, raised[digit] ?? character]);
  }
  const letter = character.toLowerCase().charCodeAt(0) - 'a'.charCodeAt(0);
  return String.fromCodePoint(random.pick(letterRows) + letter);
};

const percent = (random: SeededRandom, text: string): string =>
  [...Buffer.from(text)]
    .map((byte) => {
      const hex = byte.toString(16).padStart(2, '0');
      return `%${random.chance(0.5) ? hex : hex.toUpperCase()}`;
    })
    .join('');

const disguised = (random: SeededRandom, text: string): string => {
  const [share, coded] = [random.pick([0, 0, 0.3, 1]), random.pick([0, 0, 0.3, 1])];
  return [...text]
    .map((character) => {
      const shown = random.chance(share) ? lookalike(random, character) : character;
      const padded = random.chance(share / 20) ? random.pick(ignored) + shown : shown;
      return random.chance(coded) ? percent(random, padded) : padded;
    })
    .join('');
};

const caseOf = (random: SeededRandom, text: string): string =>
  [...text].map((one) => (random.chance(0.5) ? one.toUpperCase() : one)).join('');

const number = (random: SeededRandom, value: number): string => {
  const zeros = random.chance(0.2) ? '0'.repeat(random.between(1, 9)) : '';
  switch (random.between(0, 3)) {
    case 0:
      return `0${zeros}${value.toString(8)}`;
    case 1:
      return caseOf(random, value === 0 && random.chance(0.3) ? '0x' : `0x${zeros}${value.toString(16)}`);
    default:
      return String(value);
  }
};

/** IPv4 in any of the ways in which the URL standard reads it: 1 to 4 numbers, each decimal, octal or hexadecimal. */
const spellIpv4 = (random: SeededRandom, address: Address): string => {
  const octets = partsOf(address);
  const count = random.between(1, 4);
  const last = octets.slice(count - 1).reduce((sum, octet) => sum * 256 + octet, 0);
  const numbers = [...octets.slice(0, count - 1), last].map((value) => number(random, value));
  return disguised(random, `${numbers.join('.')}${random.chance(0.2) ? '.' : ''}`);
};

/** IPv6 without brackets: any zeros left out, any letter capital, the end as IPv4 or not. */
export const spellIpv6 = (random: SeededRandom, address: Address): string => {
  const groups = partsOf(address);
  const [high = 0, low = 0] = groups.slice(6);
  const asIpv4 = random.chance(0.3);
  const texts = (asIpv4 ? groups.slice(0, 6) : groups).map((group) =>
    group.toString(16).padStart(random.between(1, 4), '0'),
  );
  if (asIpv4) texts.push([high >> 8, high & 255, low >> 8, low & 255].join('.'));
  const isZero = (index: number) => /^0+$/.test(texts[index] ?? '');
  const zeros = texts.map((_, index) => index).filter(isZero);
  if (zeros.length === 0 || random.chance(0.2)) return caseOf(random, texts.join(':'));
  // `::` stands for any run of zeros, be it a part of a longer one.
  const start = random.pick(zeros);
  let end = start + 1;
  while (isZero(end) && random.chance(0.9)) end += 1;
  return caseOf(random, `${texts.slice(0, start).join(':')}::${texts.slice(end).join(':')}`);
};

/** An address as the host of a URL, in one of the ways in which URL parsers read it. */
export const spellHost = (random: SeededRandom, address: Address): string =>
  address.bits === 32 ? spellIpv4(random, address) : `[${spellIpv6(random, address)}]`;
