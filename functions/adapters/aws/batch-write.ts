import {
  BatchWriteCommand,
  type BatchWriteCommandInput,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import { inPages } from '../../domain/in-pages.ts';
import type { Time } from './time.ts';
import { untilProcessed } from './until-processed.ts';

/** DynamoDB's own limit. */
const WRITES_A_CALL = 25;

type Write = NonNullable<BatchWriteCommandInput['RequestItems']>[string][number];

interface Target {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  readonly time: Time;
}

/** Puts or deletes rows without a condition, 25 a call, one call after the other: some may be done when it throws. */
export const batchWrite = async (
  { client, table, time }: Target,
  writes: readonly Write[],
): Promise<void> => {
  for (const page of inPages(writes, WRITES_A_CALL)) {
    await untilProcessed(time, page, async (left) => {
      const { UnprocessedItems } = await client.send(
        new BatchWriteCommand({ RequestItems: { [table]: [...left] } }),
      );
      return UnprocessedItems?.[table] ?? [];
    });
  }
};
