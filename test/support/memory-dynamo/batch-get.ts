import type { BatchGetCommandInput } from '@aws-sdk/lib-dynamodb';
import { getOne } from './get-one.ts';
import type { Row } from './row.ts';
import type { TableOf } from './table-of.ts';
import { validationError } from './validation-error.ts';

const MOST = 100;

/** The rows with any of several keys, in no order that says anything. */
export const batchGet = (tableOf: TableOf, { RequestItems = {} }: BatchGetCommandInput) => {
  const requests = Object.entries(RequestItems);
  const count = requests.reduce((sum, [, { Keys = [] }]) => sum + Keys.length, 0);
  if (count === 0 || count > MOST) throw validationError(`A BatchGetItem has 1 to ${MOST} keys`);
  const Responses: Record<string, Row[]> = {};
  for (const [TableName, { Keys = [], ...how }] of requests) {
    const { idOf } = tableOf(TableName);
    if (new Set(Keys.map(idOf)).size < Keys.length)
      throw validationError('Provided list of item keys contains duplicates');
    const rows = Keys.map((Key) => getOne(tableOf, { ...how, TableName, Key }).Item);
    Responses[TableName] = rows.filter((row) => row !== undefined);
  }
  return { $metadata: {}, Responses, UnprocessedKeys: {} };
};
