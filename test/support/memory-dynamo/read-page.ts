import type { QueryCommandInput, ScanCommandInput } from '@aws-sdk/lib-dynamodb';
import { condition } from './condition.ts';
import { copyRow } from './copy-row.ts';
import { type KeyRange, keyCondition } from './key-condition.ts';
import type { MemoryTable } from './memory-table.ts';
import { projection } from './projection.ts';
import { references } from './references.ts';
import { rejectUnknown } from './reject-unknown.ts';
import type { Row } from './row.ts';
import type { RowSet } from './row-set.ts';
import { rowSize } from './row-size.ts';
import type { TableOf } from './table-of.ts';
import { validationError } from './validation-error.ts';

/** What one page looks at, at most. */
const PAGE_BYTES = 1_024 * 1_024;

interface Source {
  readonly rows: RowSet;
  readonly partitionKey: string;
  readonly sortKey: string | undefined;
  /** The attributes that name a row's place. */
  readonly keys: readonly string[];
  /** In the order in which the rows of a partition are. */
  readonly compare: (one: Row, other: Row) => number;
}

const sourceOf = (table: MemoryTable, input: QueryCommandInput | ScanCommandInput): Source => {
  const { IndexName, ConsistentRead } = input;
  const own = table.sortKey === undefined ? [table.partitionKey] : [table.partitionKey, table.sortKey];
  if (IndexName === undefined) return { ...table, keys: own, compare: table.rows.compare };
  const index = table.indexes.byName.get(IndexName);
  if (index === undefined) throw validationError('The table does not have the specified index');
  if (ConsistentRead === true)
    throw validationError('Consistent reads are not supported on global secondary indexes');
  return { ...index, keys: [...own, index.partitionKey, index.sortKey], compare: index.rows.compare };
};

const startOf = ({ keys }: Source, start: Row | undefined): Row | undefined => {
  const isKey = start === undefined || keys.every((name) => start[name] !== undefined);
  if (!isKey) throw validationError('The provided starting key is invalid');
  return start;
};

const isNever = () => false;

const query = (
  source: Source,
  { partition, isBelow, isAbove }: KeyRange,
  start: Row | undefined,
  backwards: boolean,
  visit: (row: Row) => boolean,
): void => {
  const isBefore = backwards
    ? (row: Row) => !isAbove(row) && (start === undefined || source.compare(row, start) < 0)
    : (row: Row) => isBelow(row) || (start !== undefined && source.compare(row, start) <= 0);
  const isOutside = backwards ? isBelow : isAbove;
  source.rows.partition(partition)?.walk(isBefore, backwards, (row) => !isOutside(row) && visit(row));
};

const scan = (source: Source, start: Row | undefined, visit: (row: Row) => boolean): void => {
  let goesOn = true;
  const first = start?.[source.partitionKey];
  for (const value of source.rows.scan(first)) {
    const isBefore =
      start !== undefined && value === first ? (row: Row) => source.compare(row, start) <= 0 : isNever;
    source.rows.partition(value)?.walk(isBefore, false, (row) => {
      goesOn = visit(row);
      return goesOn;
    });
    if (!goesOn) return;
  }
};

/** Collects one page; `visit` answers whether there is room for more. */
const pageOf = (limit: number | undefined) => {
  const rows: Row[] = [];
  let bytes = 0;
  let isCut = false;
  return {
    rows,
    isCut: () => isCut,
    visit: (row: Row): boolean => {
      const size = rowSize(row);
      isCut = rows.length > 0 && bytes + size > PAGE_BYTES;
      if (isCut) return false;
      rows.push(row);
      bytes += size;
      // Without a look at whether there is more: the page after this one may be empty.
      isCut = rows.length === limit || bytes >= PAGE_BYTES;
      return !isCut;
    },
  };
};

/** One page of a query, or of a scan, which has no key condition. */
export const readPage = (
  tableOf: TableOf,
  kind: 'query' | 'scan',
  input: QueryCommandInput & ScanCommandInput,
) => {
  rejectUnknown(input);
  const source = sourceOf(tableOf(input.TableName), input);
  const { KeyConditionExpression, FilterExpression, ProjectionExpression, Limit, Select } = input;
  const filter = FilterExpression === undefined ? undefined : condition(FilterExpression);
  const shown = ProjectionExpression === undefined ? undefined : projection(ProjectionExpression);
  const keys = KeyConditionExpression === undefined ? undefined : keyCondition(KeyConditionExpression);
  const refs = references(input, filter, shown, keys);
  if (Limit !== undefined && Limit < 1) throw validationError('Limit must be at least 1');
  const start = startOf(source, input.ExclusiveStartKey);
  const page = pageOf(Limit);

  if (kind === 'scan') scan(source, start, page.visit);
  else {
    if (keys === undefined) throw validationError('Either a key condition or a statement is needed');
    const isOnKey = filter?.paths.some((path) => [source.partitionKey, source.sortKey].includes(path(refs)));
    if (isOnKey === true)
      throw validationError('Filter Expression can only contain non-primary key attributes');
    const range = keys.range(refs, source.partitionKey, source.sortKey);
    query(source, range, start, input.ScanIndexForward === false, page.visit);
  }

  const { rows } = page;
  const last = page.isCut() ? rows.at(-1) : undefined;
  const found = filter === undefined ? rows : rows.filter((row) => filter.holds(row, refs));
  return {
    $metadata: {},
    Count: found.length,
    ScannedCount: rows.length,
    ...(Select !== 'COUNT' && { Items: found.map((row) => shown?.of(row, refs) ?? copyRow(row)) }),
    ...(last !== undefined && {
      LastEvaluatedKey: Object.fromEntries(source.keys.map((name) => [name, last[name]])),
    }),
  };
};
