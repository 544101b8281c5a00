import { type Condition, condition } from './condition.ts';
import { copyRow } from './copy-row.ts';
import type { MemoryTable } from './memory-table.ts';
import { type References, references } from './references.ts';
import { rejectUnknown } from './reject-unknown.ts';
import type { Row } from './row.ts';
import type { TableOf } from './table-of.ts';
import { update } from './update.ts';
import { validationError } from './validation-error.ts';
import type { WriteRequest } from './write-request.ts';

/** A write that is right in itself; whether it can be done depends on the row that it finds. */
export interface PlannedWrite {
  readonly table: MemoryTable;
  readonly key: Row;
  readonly refs: References;
  readonly condition: Condition | undefined;
  /** Whether a refusal shows the row. */
  readonly showsRow: boolean;
  /** What becomes of the row. */
  readonly change: (before: Row | undefined) => Row | undefined;
  /** The attributes that an update sets or removes. */
  readonly touched: readonly string[];
}

interface Conditional {
  readonly TableName?: string | undefined;
  readonly ConditionExpression?: string | undefined;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>> | undefined;
  readonly ExpressionAttributeValues?: Row | undefined;
  readonly ReturnValuesOnConditionCheckFailure?: string | undefined;
}

const common = (request: Conditional) => {
  rejectUnknown(request);
  const { ConditionExpression: text } = request;
  return {
    condition: text === undefined ? undefined : condition(text),
    showsRow: request.ReturnValuesOnConditionCheckFailure === 'ALL_OLD',
    touched: [],
  };
};

const put = (tableOf: TableOf, request: Conditional & { readonly Item?: Row | undefined }): PlannedWrite => {
  const table = tableOf(request.TableName);
  const parts = common(request);
  const refs = references(request, parts.condition);
  const row = copyRow(request.Item ?? {});
  return { ...parts, table, refs, key: table.keyOf(row), change: () => row };
};

type Keyed = Conditional & { readonly Key?: Row | undefined };

const change = (
  tableOf: TableOf,
  request: Keyed & { readonly UpdateExpression?: string | undefined },
): PlannedWrite => {
  const table = tableOf(request.TableName);
  const parts = common(request);
  const { UpdateExpression: text } = request;
  const changes = text === undefined ? undefined : update(text);
  const refs = references(request, parts.condition, changes);
  const key = table.exactKey(request.Key ?? {});
  const touched = changes?.touched(refs) ?? [];
  if (
    touched.includes(table.partitionKey) ||
    (table.sortKey !== undefined && touched.includes(table.sortKey))
  )
    throw validationError('Cannot update an attribute that is part of the key');
  return { ...parts, table, refs, key, touched, change: (row = key) => changes?.apply(row, refs) ?? row };
};

const keyed = (tableOf: TableOf, request: Keyed, after: PlannedWrite['change']): PlannedWrite => {
  const table = tableOf(request.TableName);
  const parts = common(request);
  const refs = references(request, parts.condition);
  return { ...parts, table, refs, key: table.exactKey(request.Key ?? {}), change: after };
};

/** Reads a write's request. Throws when it is wrong in itself. */
export const plannedWrite = (tableOf: TableOf, request: WriteRequest): PlannedWrite => {
  const { Put, Update, Delete, ConditionCheck } = request;
  if (Update !== undefined) return change(tableOf, Update);
  if (Put !== undefined) return put(tableOf, Put);
  if (Delete !== undefined) return keyed(tableOf, Delete, () => undefined);
  if (ConditionCheck?.ConditionExpression === undefined)
    throw validationError('TransactItems can only contain one of Check, Put, Update or Delete');
  return keyed(tableOf, ConditionCheck, (row) => row);
};
