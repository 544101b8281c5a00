import { BatchGetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Time } from './time.ts';

/** DynamoDB's own limit. */
const KEYS_A_CALL = 100;
/** How often a page is asked for what the table had no time to answer, at longer and longer intervals. */
const TRIES = 6;
const FIRST_WAIT_MS = 40;

type Row = Readonly<Record<string, unknown>>;

interface Source {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  readonly time: Time;
}

const readPage = async ({ client, table, time }: Source, keys: readonly Row[]): Promise<Row[]> => {
  const rows: Row[] = [];
  let left: Record<string, unknown>[] = [...keys];
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const request = { RequestItems: { [table]: { Keys: left, ConsistentRead: true } } };
    const { Responses, UnprocessedKeys } = await client.send(new BatchGetCommand(request));
    rows.push(...(Responses?.[table] ?? []));
    left = UnprocessedKeys?.[table]?.Keys ?? [];
    if (left.length === 0) return rows;
    await time.backOff(FIRST_WAIT_MS * 2 ** tries);
  }
  throw new Error('Rows could not be read in full.');
};

/** The rows of these keys that there are, each as it was last written, in no order; 100 a call, side by side. */
export const batchGet = async (source: Source, keys: readonly Row[]): Promise<Row[]> => {
  const pages: (readonly Row[])[] = [];
  for (let from = 0; from < keys.length; from += KEYS_A_CALL)
    pages.push(keys.slice(from, from + KEYS_A_CALL));
  const read = await Promise.all(pages.map((page) => readPage(source, page)));
  return read.flat();
};
