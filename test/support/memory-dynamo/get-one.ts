import type { GetCommandInput } from '@aws-sdk/lib-dynamodb';
import { copyRow } from './copy-row.ts';
import { projection } from './projection.ts';
import { references } from './references.ts';
import { rejectUnknown } from './reject-unknown.ts';
import type { TableOf } from './table-of.ts';

/** The row with a key, all of it or what is asked for. */
export const getOne = (tableOf: TableOf, input: GetCommandInput) => {
  rejectUnknown(input);
  const table = tableOf(input.TableName);
  const { ProjectionExpression: text } = input;
  const shown = text === undefined ? undefined : projection(text);
  const refs = references(input, shown);
  const row = table.rows.find(table.exactKey(input.Key ?? {}));
  if (row === undefined) return { $metadata: {} };
  return { $metadata: {}, Item: shown?.of(row, refs) ?? copyRow(row) };
};
