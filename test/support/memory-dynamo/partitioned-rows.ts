import { compareValues } from './compare-values.ts';
import type { Row } from './row.ts';
import type { RowSet } from './row-set.ts';
import { ScanOrder } from './scan-order.ts';
import { SortedRows } from './sorted-rows.ts';

/** The rows of an index, or of a table with a sort key: each partition is in the order of further attributes. */
export const partitionedRows = (partitionKey: string, sortedBy: readonly string[]): RowSet => {
  const partitions = new Map<unknown, SortedRows>();
  const order = new ScanOrder(() => partitions.keys());
  let size = 0;

  // Run for each step of each search, so without an iterator and with as little as can be.
  const compare = (one: Row, other: Row): number => {
    for (let at = 0; at < sortedBy.length; at += 1) {
      const name = sortedBy[at] as string;
      if (one[name] === other[name]) continue;
      const found = compareValues(one[name], other[name]) ?? 0;
      if (found !== 0) return found;
    }
    return 0;
  };

  const find = (key: Row) => partitions.get(key[partitionKey])?.find(key);

  function* values() {
    for (const partition of partitions.values()) {
      const rows: Row[] = [];
      partition.walk(
        () => false,
        false,
        (row) => rows.push(row) > 0,
      );
      yield* rows;
    }
  }

  return {
    compare,
    get size() {
      return size;
    },
    put: (row) => {
      const value = row[partitionKey];
      let partition = partitions.get(value);
      if (partition === undefined) {
        partition = new SortedRows(compare);
        partitions.set(value, partition);
        order.changed();
      }
      if (partition.put(row)) size += 1;
    },
    remove: (key) => {
      const value = key[partitionKey];
      const partition = partitions.get(value);
      if (partition?.remove(key) !== true) return;
      size -= 1;
      if (!partition.isEmpty) return;
      partitions.delete(value);
      order.changed();
    },
    find,
    partition: (value) => partitions.get(value),
    scan: (start) => order.from(start),
    values,
    clear: () => {
      partitions.clear();
      order.changed();
      size = 0;
    },
  };
};
