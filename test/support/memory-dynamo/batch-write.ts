import type { BatchWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { plannedWrite } from './planned-write.ts';
import type { TableOf } from './table-of.ts';
import { validationError } from './validation-error.ts';
import { writeOne } from './write-one.ts';

const MOST = 25;

/** Puts and deletes rows, each by itself. */
export const batchWrite = (tableOf: TableOf, { RequestItems = {} }: BatchWriteCommandInput) => {
  const writes = Object.entries(RequestItems).flatMap(([TableName, requests]) =>
    requests.map(({ PutRequest, DeleteRequest }) =>
      plannedWrite(tableOf, {
        ...(PutRequest && { Put: { TableName, Item: PutRequest.Item } }),
        ...(DeleteRequest && { Delete: { TableName, Key: DeleteRequest.Key } }),
      }),
    ),
  );
  if (writes.length === 0 || writes.length > MOST)
    throw validationError(`A BatchWriteItem has 1 to ${MOST} writes`);
  const ids = writes.map(({ table, key }) => JSON.stringify([table.name, table.idOf(key)]));
  if (new Set(ids).size < ids.length) throw validationError('Provided list of item keys contains duplicates');
  // What is wrong with one of them is wrong with all: nothing is written then.
  for (const { table, change } of writes) {
    const row = change(undefined);
    if (row !== undefined) table.check(row);
  }
  for (const write of writes) writeOne(write);
  return { $metadata: {}, UnprocessedItems: {} };
};
