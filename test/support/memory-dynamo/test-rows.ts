import { copyRow } from './copy-row.ts';
import type { MemoryTable } from './memory-table.ts';
import type { Row } from './row.ts';

/** A table as tests see it: rows by their keys. What it gives is as it is stored, not copied, and never changes. */
export interface TestRows {
  readonly size: number;
  get(key: Row): Row | undefined;
  /** Puts a row in, unconditionally; indexes show it at once. */
  set(row: Row): void;
  /** Whether it was there. */
  delete(key: Row): boolean;
  clear(): void;
  values(): Iterable<Row>;
}

/** The rows of a table, past the client. */
export const testRows = ({ rows, indexes, keyOf, writeSettled }: MemoryTable): TestRows => ({
  get size() {
    return rows.size;
  },
  get: (key) => rows.find(keyOf(key)),
  set: (row) => {
    const copy = copyRow(row);
    writeSettled(rows.find(keyOf(copy)), copy);
  },
  delete: (key) => {
    const before = rows.find(keyOf(key));
    writeSettled(before, undefined);
    return before !== undefined;
  },
  clear: () => {
    rows.clear();
    indexes.clear();
  },
  values: () => rows.values(),
});
