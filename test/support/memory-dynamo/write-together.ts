import {
  type CancellationReason,
  DynamoDBServiceException,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import { marshalledRow } from './marshalled-row.ts';
import type { PlannedWrite } from './planned-write.ts';
import type { Row } from './row.ts';
import { validationError } from './validation-error.ts';

const MOST = 100;
const noRow = {};

const cancelled = (reasons: CancellationReason[]): TransactionCanceledException =>
  new TransactionCanceledException({
    $metadata: {},
    message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${reasons.map(({ Code }) => Code).join(', ')}]`,
    CancellationReasons: reasons,
  });

const refused = (shown: Row | undefined): CancellationReason => ({
  Code: 'ConditionalCheckFailed',
  Message: 'The conditional request failed',
  ...(shown !== undefined && { Item: marshalledRow(shown) }),
});

interface Outcome {
  readonly before: Row | undefined;
  readonly after: Row | undefined;
  /** Why it cannot be done. */
  readonly reason?: CancellationReason;
}

const outcome = ({ table, key, refs, condition, showsRow, change }: PlannedWrite): Outcome => {
  const before = table.rows.find(key);
  if (condition !== undefined && !condition.holds(before ?? noRow, refs)) {
    return { before, after: before, reason: refused(showsRow ? before : undefined) };
  }
  try {
    const after = change(before);
    if (after !== undefined && after !== before) table.check(after);
    return { before, after };
  } catch (error) {
    if (!(error instanceof DynamoDBServiceException)) throw error;
    return { before, after: before, reason: { Code: 'ValidationError', Message: error.message } };
  }
};

/** Does all writes or none; `isConflict` is asked whether another transaction is in the way. */
export const writeTogether = (writes: readonly PlannedWrite[], isConflict: () => boolean): void => {
  if (writes.length === 0 || writes.length > MOST)
    throw validationError(`A transaction has 1 to ${MOST} items`);
  for (const [at, { table, key }] of writes.entries()) {
    const isSame = (other: PlannedWrite) =>
      other.table === table &&
      other.key[table.partitionKey] === key[table.partitionKey] &&
      (table.sortKey === undefined || other.key[table.sortKey] === key[table.sortKey]);
    if (writes.findIndex(isSame) !== at)
      throw validationError('Transaction request cannot include multiple operations on one item');
  }
  if (isConflict()) {
    throw cancelled(
      writes.map((_, at) =>
        at === 0
          ? { Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' }
          : { Code: 'None' },
      ),
    );
  }
  const outcomes = writes.map(outcome);
  if (outcomes.some(({ reason }) => reason !== undefined)) {
    throw cancelled(outcomes.map(({ reason }) => reason ?? { Code: 'None' }));
  }
  for (const [at, { before, after }] of outcomes.entries()) {
    // A check leaves the row as it is, and so does an index that is late.
    if (after !== before) writes[at]?.table.write(before, after);
  }
};
