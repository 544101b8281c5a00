import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Row } from './row.ts';

const marshalled = (value: unknown): AttributeValue => {
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number') return { N: `${value}` };
  if (typeof value === 'boolean') return { BOOL: value };
  if (value instanceof Uint8Array) return { B: Uint8Array.from(value) };
  if (Array.isArray(value)) return { L: value.map(marshalled) };
  return value === null ? { NULL: true } : { M: marshalledRow({ ...(value as Row) }) };
};

/** A row with its types, as it lies in errors: the document client does not translate those. */
export const marshalledRow = (row: Row): Record<string, AttributeValue> =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, marshalled(value)]));
