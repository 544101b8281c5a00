import type { Row } from './row.ts';
import type { RowSet } from './row-set.ts';
import { ScanOrder } from './scan-order.ts';
import { SortedRows } from './sorted-rows.ts';

/** The rows of a table without a sort key: a partition is one row. */
export const singleRows = (partitionKey: string): RowSet => {
  const rows = new Map<unknown, Row>();
  const order = new ScanOrder(() => rows.keys());
  const compare = () => 0;
  return {
    compare,
    get size() {
      return rows.size;
    },
    put: (row) => {
      const before = rows.size;
      rows.set(row[partitionKey], row);
      if (rows.size !== before) order.changed();
    },
    remove: (key) => {
      if (rows.delete(key[partitionKey])) order.changed();
    },
    find: (key) => rows.get(key[partitionKey]),
    partition: (value) => {
      const row = rows.get(value);
      if (row === undefined) return undefined;
      const sorted = new SortedRows(compare);
      sorted.put(row);
      return sorted;
    },
    scan: (start) => order.from(start),
    values: () => rows.values(),
    clear: () => {
      rows.clear();
      order.changed();
    },
  };
};
