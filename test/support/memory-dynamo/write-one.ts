import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { copyRow } from './copy-row.ts';
import { marshalledRow } from './marshalled-row.ts';
import type { PlannedWrite } from './planned-write.ts';
import type { Row } from './row.ts';

const noRow = {};

const refusal = (shown: Row | undefined): ConditionalCheckFailedException =>
  new ConditionalCheckFailedException({
    $metadata: {},
    message: 'The conditional request failed',
    ...(shown !== undefined && { Item: marshalledRow(shown) }),
  });

type Returned = (
  before: Row | undefined,
  after: Row | undefined,
  touched: readonly string[],
) => Row | undefined;

const returns: Readonly<Record<string, Returned>> = {
  NONE: () => undefined,
  ALL_OLD: (before) => before,
  ALL_NEW: (_before, after) => after,
  UPDATED_NEW: (_before, after, touched) => {
    const there = touched.filter((name) => after?.[name] !== undefined);
    return there.length === 0 ? undefined : Object.fromEntries(there.map((name) => [name, after?.[name]]));
  },
};

/** Does one write; the attributes that it was asked to return. */
export const writeOne = (
  { table, key, refs, condition, showsRow, change, touched }: PlannedWrite,
  returned = 'NONE',
): { readonly $metadata: object; readonly Attributes?: Row } => {
  const toReturn = returns[returned];
  if (toReturn === undefined) throw new Error(`memoryDynamo does not know the return value ${returned}.`);
  const before = table.rows.find(key);
  if (condition !== undefined && !condition.holds(before ?? noRow, refs)) {
    throw refusal(showsRow ? before : undefined);
  }
  const after = change(before);
  if (after !== undefined) table.check(after);
  table.write(before, after);
  const Attributes = toReturn(before, after, touched);
  return Attributes === undefined ? { $metadata: {} } : { $metadata: {}, Attributes: copyRow(Attributes) };
};
