/** An address as a number, and of how many bits. */
export interface Address {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

const groupsOf = (text: string): readonly string[] => (text === '' ? [] : text.split(':'));

/** Reads `a.b.c.d`, and IPv6 in groups with at most one `::`; for what this test writes, so without any doubt of syntax. */
export const readAddress = (text: string): Address => {
  if (!text.includes(':')) {
    const value = text.split('.').reduce((sum, octet) => sum * 256n + BigInt(octet), 0n);
    return { bits: 32, value };
  }
  const [head = '', tail] = text.split('::');
  const [before, after] = [groupsOf(head), groupsOf(tail ?? '')];
  const zeros = Array.from({ length: tail === undefined ? 0 : 8 - before.length - after.length }, () => '0');
  const groups = [...before, ...zeros, ...after];
  if (groups.length !== 8) throw new Error(`${text} is not written as this test does.`);
  return { bits: 128, value: groups.reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n) };
};

/** The parts of an address, highest first: 4 of 8 bits or 8 of 16. */
export const partsOf = ({ bits, value }: Address): readonly number[] => {
  const [count, width] = bits === 32 ? [4, 8n] : [8, 16n];
  return Array.from({ length: count }, (_, index) =>
    Number((value >> (width * BigInt(count - 1 - index))) & ((1n << width) - 1n)),
  );
};
