import { partitionedRows } from './partitioned-rows.ts';
import type { Row } from './row.ts';
import { rowSize } from './row-size.ts';
import { singleRows } from './single-rows.ts';
import { tableIndexes } from './table-indexes.ts';
import type { TableShape } from './table-shape.ts';
import { validationError } from './validation-error.ts';

const LARGEST_ROW = 400 * 1_024;

const canBeKey = (value: unknown): boolean =>
  typeof value === 'string' ? value !== '' : typeof value === 'number' && Number.isFinite(value);

export type MemoryTable = ReturnType<typeof memoryTable>;

/** Is told of each row as it is written. */
export type OnWrite = (table: string, before: Row | undefined, after: Row | undefined) => void;

/** A table's rows and indexes; `isLate` is asked at each write whether the indexes are to show it later. */
export const memoryTable = (shape: TableShape, isLate: () => boolean, onWrite: OnWrite = () => undefined) => {
  const { name, partitionKey, sortKey } = shape;
  const rows = sortKey === undefined ? singleRows(partitionKey) : partitionedRows(partitionKey, [sortKey]);
  const indexes = tableIndexes(shape);
  const indexKeys = [...indexes.byName.values()].flatMap((index) => [index.partitionKey, index.sortKey]);

  /** Names a row among those of the table. */
  const idOf = (key: Row): string =>
    sortKey === undefined ? `${key[partitionKey]}` : JSON.stringify([key[partitionKey], key[sortKey]]);

  const keyOf = (row: Row): Row => {
    const isKey = canBeKey(row[partitionKey]) && (sortKey === undefined || canBeKey(row[sortKey]));
    if (!isKey) throw validationError(`A key of ${name} is missing, empty or of the wrong type`);
    return sortKey === undefined
      ? { [partitionKey]: row[partitionKey] }
      : { [partitionKey]: row[partitionKey], [sortKey]: row[sortKey] };
  };

  const write = (before: Row | undefined, after: Row | undefined, isSeenLate: () => boolean): void => {
    if (after !== undefined) rows.put(after);
    else if (before !== undefined) rows.remove(before);
    onWrite(name, before, after);
    const either = after ?? before;
    if (indexKeys.length === 0 || either === undefined) return;
    indexes.change(idOf(either), before, after, isSeenLate());
  };

  return {
    name,
    partitionKey,
    sortKey,
    rows,
    indexes,
    idOf,
    /** The key of a row. Throws when it has none. */
    keyOf,
    /** What a request gives as a key. Throws when it is none, or more than one. */
    exactKey: (given: Row): Row => {
      const key = keyOf(given);
      for (const attribute in given) {
        if (given[attribute] !== undefined && !(attribute in key))
          throw validationError('The provided key element does not match the schema');
      }
      return key;
    },
    /** Throws when DynamoDB would not store the row. */
    check: (row: Row): void => {
      if (rowSize(row, LARGEST_ROW) > LARGEST_ROW)
        throw validationError('Item size has exceeded the maximum allowed size');
      const wrong = indexKeys.find((key) => row[key] !== undefined && !canBeKey(row[key]));
      if (wrong !== undefined) throw validationError(`Type mismatch or empty value for index key ${wrong}`);
    },
    /** Replaces a row, or removes it when there is nothing after. */
    write: (before: Row | undefined, after: Row | undefined): void => write(before, after, isLate),
    /** The same, seen by the indexes at once. */
    writeSettled: (before: Row | undefined, after: Row | undefined): void =>
      write(before, after, () => false),
  };
};
