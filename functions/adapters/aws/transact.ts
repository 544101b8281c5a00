import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { ApiError } from '../../domain/errors.ts';

const FIRST_WAIT_MS = 20;
const LONGEST_WAIT_MS = 500;
/** How long a conflict is tried again; an API function has 10 s in all. */
const PATIENCE_MS = 7_000;

type Items = NonNullable<TransactWriteCommandInput['TransactItems']>;

const reasons = (error: unknown): string[] =>
  error instanceof TransactionCanceledException
    ? (error.CancellationReasons ?? []).map((reason) => reason.Code ?? 'None')
    : [];

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Writes all items or none. Answers 'written', or the index of the first item whose condition did not hold. A conflict
 * with another transaction, which is no verdict about this one, is tried again with full jitter for some seconds, then
 * thrown as ApiError `unavailable`; what else goes wrong is thrown as it is.
 */
export const transact = async (
  client: Pick<DynamoDBDocumentClient, 'send'>,
  items: Items,
  patienceMs = PATIENCE_MS,
): Promise<'written' | number> => {
  const deadline = performance.now() + patienceMs;
  for (let tries = 1; ; tries += 1) {
    try {
      await client.send(new TransactWriteCommand({ TransactItems: items }));
      return 'written';
    } catch (error) {
      const codes = reasons(error);
      const refused = codes.indexOf('ConditionalCheckFailed');
      if (refused !== -1) return refused;
      if (!codes.includes('TransactionConflict')) throw error;
      const wait = Math.random() * Math.min(FIRST_WAIT_MS * 2 ** tries, LONGEST_WAIT_MS);
      if (performance.now() + wait > deadline) {
        const detail = 'Too much happens in this account at the same moment. Try again.';
        throw new ApiError('unavailable', { detail, retryAfter: 1 }, { cause: error });
      }
      await pause(wait);
    }
  }
};
