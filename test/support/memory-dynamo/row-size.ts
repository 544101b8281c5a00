import type { Row } from './row.ts';

type TextSize = (text: string) => number;

const sizeOf = (value: unknown, textSize: TextSize): number => {
  if (typeof value === 'string') return textSize(value);
  if (typeof value === 'number') return 8;
  if (value instanceof Uint8Array) return value.length;
  if (typeof value !== 'object' || value === null) return 1;
  let size = 3;
  const isList = Array.isArray(value);
  for (const [name, inner] of Object.entries(value)) {
    size += 1 + sizeOf(inner, textSize) + (isList ? 0 : textSize(name));
  }
  return size;
};

const summed = (row: Row, textSize: TextSize): number => {
  let size = 0;
  for (const name in row) size += textSize(name) + sizeOf(row[name], textSize);
  return size;
};

/** No UTF-16 unit takes more bytes than this in UTF-8. */
const atMost: TextSize = (text) => 3 * text.length;

/** How many bytes DynamoDB counts for a row, roughly; with `enough`, a size below it may be told as too large. */
export const rowSize = (row: Row, enough = 0): number => {
  const bound = summed(row, atMost);
  return bound <= enough ? bound : summed(row, Buffer.byteLength);
};
