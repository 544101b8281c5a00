import type { Row } from './row.ts';

const copyNumber = (value: number): number => {
  // As the SDK does before it sends anything.
  if (!Number.isFinite(value)) throw new Error(`Special numeric value ${value} is not allowed`);
  return value;
};

/** A deep copy of one value. */
export const copyValue = (value: unknown): unknown => {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  if (typeof value === 'number') return copyNumber(value);
  if (Array.isArray(value)) return value.filter((one) => one !== undefined).map(copyValue);
  if (value instanceof Uint8Array) return Uint8Array.from(value);
  const prototype = typeof value === 'object' ? Object.getPrototypeOf(value) : undefined;
  if (prototype === Object.prototype || prototype === null) return copyRow(value as Row);
  throw new Error(`memoryDynamo does not store values like ${String(value)}.`);
};

/** A deep copy without what is undefined, of rows as DynamoDB can hold them. structuredClone takes ten times as long. */
export const copyRow = (row: Row): Record<string, unknown> => {
  const copy: Record<string, unknown> = {};
  for (const name in row) {
    const value = row[name];
    if (typeof value === 'string') copy[name] = value;
    else if (value !== undefined) copy[name] = copyValue(value);
  }
  return copy;
};
