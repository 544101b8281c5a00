import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';

const MAX_TRIES = 8;
const FIRST_WAIT_MS = 20;

type Items = NonNullable<TransactWriteCommandInput['TransactItems']>;

const reasons = (error: unknown): string[] =>
  error instanceof TransactionCanceledException
    ? (error.CancellationReasons ?? []).map((reason) => reason.Code ?? 'None')
    : [];

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Writes all items or none. Answers 'written', or the index of the first item whose condition did not hold. A conflict
 * with another transaction, which is no verdict about this one, is tried again with full jitter; what else goes wrong
 * is thrown.
 */
export const transact = async (client: DynamoDBDocumentClient, items: Items): Promise<'written' | number> => {
  for (let tries = 1; ; tries += 1) {
    try {
      await client.send(new TransactWriteCommand({ TransactItems: items }));
      return 'written';
    } catch (error) {
      const codes = reasons(error);
      const refused = codes.indexOf('ConditionalCheckFailed');
      if (refused !== -1) return refused;
      if (!codes.includes('TransactionConflict') || tries === MAX_TRIES) throw error;
      await pause(Math.random() * FIRST_WAIT_MS * 2 ** tries);
    }
  }
};
