const isSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff;

/** In the order of UTF-8 bytes: JavaScript compares UTF-16 units, which differs for what is beyond U+FFFF. */
const compareStrings = (one: string, other: string): number => {
  if (one === other) return 0;
  const length = Math.min(one.length, other.length);
  for (let at = 0; at < length; at += 1) {
    const a = one.charCodeAt(at);
    const b = other.charCodeAt(at);
    if (a !== b) return isSurrogate(a) === isSurrogate(b) ? a - b : isSurrogate(a) ? 1 : -1;
  }
  return one.length - other.length;
};

/** Negative, 0 or positive, as for sorting; undefined for what DynamoDB does not order, such as values of two types. */
export const compareValues = (one: unknown, other: unknown): number | undefined => {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  if (typeof one === 'string' && typeof other === 'string') return compareStrings(one, other);
  if (one instanceof Uint8Array && other instanceof Uint8Array) return Buffer.compare(one, other);
  return undefined;
};
