import { ConditionalCheckFailedException, TransactionConflictException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import { realTime, type Time } from './time.ts';

/** How often a row that is in somebody's transaction is tried again; the SDK does not. */
const TRIES = 8;
const FIRST_WAIT_MS = 20;

/**
 * Changes a row and answers it as it then is, or what `ReturnValues` asks for in its place; undefined, and no change, when
 * its condition does not hold. Tries again while the row is in a transaction.
 */
export const updateIf = async (
  client: DynamoDBDocumentClient,
  update: UpdateCommandInput,
  time: Time = realTime,
): Promise<Readonly<Record<string, unknown>> | undefined> => {
  for (let tries = 1; ; tries += 1) {
    try {
      const { Attributes } = await client.send(new UpdateCommand({ ReturnValues: 'ALL_NEW', ...update }));
      return Attributes ?? {};
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      if (!(error instanceof TransactionConflictException) || tries === TRIES) throw error;
      await time.backOff(FIRST_WAIT_MS * 2 ** tries);
    }
  }
};
