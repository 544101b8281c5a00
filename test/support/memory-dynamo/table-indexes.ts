import { partitionedRows } from './partitioned-rows.ts';
import type { Row } from './row.ts';
import type { RowSet } from './row-set.ts';
import type { TableShape } from './table-shape.ts';

interface TableIndex {
  readonly partitionKey: string;
  readonly sortKey: string;
  /** The rows that have both key attributes, as the index saw them last. */
  readonly rows: RowSet;
}

interface Pending {
  readonly shown: Row | undefined;
  readonly current: Row | undefined;
}

export interface TableIndexes {
  readonly byName: ReadonlyMap<string, TableIndex>;
  /** Follows a change of a row, or shows the row as it was before until the next change of it or until it is settled. */
  change(id: string, before: Row | undefined, after: Row | undefined, isLate: boolean): void;
  settle(): void;
  clear(): void;
}

/** The indexes of a table, which see a write at once or late, all of them together. */
export const tableIndexes = (shape: TableShape): TableIndexes => {
  const own = [shape.partitionKey, ...(shape.sortKey === undefined ? [] : [shape.sortKey])];
  const indexes = (shape.indexes ?? []).map(({ name, partitionKey, sortKey }) => {
    const rows = partitionedRows(partitionKey, [sortKey, ...own]);
    return [name, { partitionKey, sortKey, rows }] as const;
  });
  const late = new Map<string, Pending>();

  const follow = (shown: Row | undefined, next: Row | undefined): void => {
    for (const [, { partitionKey, sortKey, rows }] of indexes) {
      const has = (row: Row | undefined): row is Row =>
        row?.[partitionKey] !== undefined && row[sortKey] !== undefined;
      const isMoved =
        !has(next) || shown?.[partitionKey] !== next[partitionKey] || shown?.[sortKey] !== next[sortKey];
      if (has(shown) && isMoved) rows.remove(shown);
      if (has(next)) rows.put(next);
    }
  };

  return {
    byName: new Map(indexes),
    change: (id, before, after, isLate) => {
      const pending = late.size === 0 ? undefined : late.get(id);
      const shown = pending === undefined ? before : pending.shown;
      if (pending !== undefined) late.delete(id);
      if (!isLate) return follow(shown, after);
      if (pending !== undefined) follow(shown, before);
      late.set(id, { shown: before, current: after });
    },
    settle: () => {
      for (const { shown, current } of late.values()) follow(shown, current);
      late.clear();
    },
    clear: () => {
      for (const [, { rows }] of indexes) rows.clear();
      late.clear();
    },
  };
};
