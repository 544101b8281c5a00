import type { Row } from './memory-dynamo/row.ts';
import type { TestRows } from './memory-dynamo/test-rows.ts';

/** One kind of row of a table in memory, as a map by its name. */
export interface RowView<Value> {
  readonly size: number;
  get(name: string): Value | undefined;
  set(name: string, value: Value): void;
  delete(name: string): boolean;
  keys(): IterableIterator<string>;
  values(): IterableIterator<Value>;
  [Symbol.iterator](): IterableIterator<[string, Value]>;
}

interface Mapping<Value> {
  readonly keyOf: (name: string) => Row;
  /** Whether a row of the table is of this kind. */
  readonly isOne: (row: Row) => boolean;
  readonly nameOf: (row: Row) => string;
  readonly toValue: (row: Row) => Value;
  /** Without the key. */
  readonly rowOf: (value: Value) => Row;
}

/** Lets a test read and write one kind of row past the service. */
export const rowView = <Value>(
  table: TestRows,
  { keyOf, isOne, nameOf, toValue, rowOf }: Mapping<Value>,
): RowView<Value> => {
  const entries = () =>
    new Map([...table.values()].filter(isOne).map((row) => [nameOf(row), toValue(row)] as const));
  return {
    get size() {
      return entries().size;
    },
    get: (name) => {
      const row = table.get(keyOf(name));
      return row === undefined ? undefined : toValue(row);
    },
    set: (name, value) => table.set({ ...rowOf(value), ...keyOf(name) }),
    delete: (name) => table.delete(keyOf(name)),
    keys: () => entries().keys(),
    values: () => entries().values(),
    [Symbol.iterator]: () => entries()[Symbol.iterator](),
  };
};
