import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Capture } from '../../domain/capture.ts';
import type { Captures, Voided } from '../../ports/captures.ts';
import { batchGet } from './batch-get.ts';
import { captureOfRow } from './capture-row.ts';
import { realTime, type Time } from './time.ts';
import { isVoidRow, voidedOf } from './void-row.ts';

/** The capture of a row; undefined for one that stands in place of a capture that never was. */
const captureOf = (row: Readonly<Record<string, unknown>>): Capture | undefined =>
  isVoidRow(row) ? undefined : captureOfRow(row);

/** Reads captures from DynamoDB, each as it was last written. Throws when a row is not a capture. */
export const dynamoCaptureReader = (
  client: DynamoDBDocumentClient,
  table: string,
  time: Time = realTime,
): Pick<Captures, 'get' | 'getAll' | 'findReserved'> => {
  const rowsOf = (tokens: readonly string[]) =>
    batchGet(
      { client, table, time },
      tokens.map((token) => ({ token })),
    );
  return {
    get: async (token) => {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: { token }, ConsistentRead: true }),
      );
      return Item === undefined ? undefined : captureOf(Item);
    },

    getAll: async (tokens) => {
      const rows = await rowsOf(tokens);
      return rows.map(captureOf).filter((one) => one !== undefined);
    },

    findReserved: async (tokens) => {
      const rows = await rowsOf(tokens);
      return new Map<string, Capture | Voided>(
        rows.map((row) => [String(row['token']), isVoidRow(row) ? voidedOf(row) : captureOfRow(row)]),
      );
    },
  };
};
