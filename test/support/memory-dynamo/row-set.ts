import type { Row } from './row.ts';
import type { SortedRows } from './sorted-rows.ts';

/** The rows of a table or of an index, by partition. */
export interface RowSet {
  readonly size: number;
  /** In the order in which the rows of one partition are. */
  compare(one: Row, other: Row): number;
  /** Puts a row in, in place of the one with its key. */
  put(row: Row): void;
  remove(key: Row): void;
  find(key: Row): Row | undefined;
  partition(value: unknown): SortedRows | undefined;
  /** The partitions' values in the order of a scan, all or those from one on. */
  scan(start: unknown): Iterable<unknown>;
  values(): Iterable<Row>;
  clear(): void;
}
