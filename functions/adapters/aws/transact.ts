import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { ApiError } from '../../domain/errors.ts';
import { realTime, type Time } from './time.ts';

const FIRST_WAIT_MS = 20;
const LONGEST_WAIT_MS = 500;
/** How long a conflict is tried again; an API function has 10 s in all. */
const PATIENCE_MS = 7_000;

/** Reasons that another try may not meet; the SDK does not try again when one of them cancels a transaction. */
const passing: ReadonlySet<string> = new Set([
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
]);

type Items = NonNullable<TransactWriteCommandInput['TransactItems']>;

const reasons = (error: unknown): string[] =>
  error instanceof TransactionCanceledException
    ? (error.CancellationReasons ?? []).map((reason) => reason.Code ?? 'None')
    : [];

/**
 * Writes all items or none. Answers 'written', or the index of the first item whose condition did not hold. A conflict
 * with another transaction and a table that is too busy, which are no verdict about this one, are tried again with full
 * jitter for some seconds, then thrown as ApiError `unavailable`; what else goes wrong is thrown as it is.
 */
export const transact = async (
  client: Pick<DynamoDBDocumentClient, 'send'>,
  items: Items,
  { time = realTime, patienceMs = PATIENCE_MS }: { readonly time?: Time; readonly patienceMs?: number } = {},
): Promise<'written' | number> => {
  const deadline = time.now() + patienceMs;
  for (let tries = 1; ; tries += 1) {
    try {
      await client.send(new TransactWriteCommand({ TransactItems: items }));
      return 'written';
    } catch (error) {
      const codes = reasons(error);
      const refused = codes.indexOf('ConditionalCheckFailed');
      if (refused !== -1) return refused;
      if (!codes.some((code) => passing.has(code))) throw error;
      if (time.now() > deadline) {
        const detail = 'Too much happens in this account at the same moment. Try again.';
        throw new ApiError('unavailable', { detail, retryAfter: 1 }, { cause: error });
      }
      await time.backOff(Math.min(FIRST_WAIT_MS * 2 ** tries, LONGEST_WAIT_MS));
    }
  }
};
