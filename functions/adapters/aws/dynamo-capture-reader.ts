import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { capture } from '../../domain/capture.ts';
import type { Captures } from '../../ports.ts';

/** Reads captures from DynamoDB, each as it was last written. Throws when a row is not a capture. */
export const dynamoCaptureReader = (
  client: DynamoDBDocumentClient,
  table: string,
): Pick<Captures, 'get'> => ({
  get: async (token) => {
    const { Item } = await client.send(
      new GetCommand({ TableName: table, Key: { token }, ConsistentRead: true }),
    );
    return Item === undefined ? undefined : capture.parse(Item);
  },
});
