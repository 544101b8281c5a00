import { BatchGetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { inPages } from '../../domain/in-pages.ts';
import type { Time } from './time.ts';
import { untilProcessed } from './until-processed.ts';

/** DynamoDB's own limit. */
const KEYS_A_CALL = 100;

type Row = Readonly<Record<string, unknown>>;

interface Source {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  readonly time: Time;
}

const readPage = async ({ client, table, time }: Source, keys: readonly Row[]): Promise<Row[]> => {
  const rows: Row[] = [];
  await untilProcessed(time, keys, async (left) => {
    const request = { RequestItems: { [table]: { Keys: [...left], ConsistentRead: true } } };
    const { Responses, UnprocessedKeys } = await client.send(new BatchGetCommand(request));
    rows.push(...(Responses?.[table] ?? []));
    return UnprocessedKeys?.[table]?.Keys ?? [];
  });
  return rows;
};

/** The rows of these keys that there are, each as it was last written, in no order; 100 a call, side by side. */
export const batchGet = async (source: Source, keys: readonly Row[]): Promise<Row[]> => {
  const read = await Promise.all(inPages(keys, KEYS_A_CALL).map((page) => readPage(source, page)));
  return read.flat();
};
