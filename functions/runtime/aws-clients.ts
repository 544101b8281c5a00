import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** The tables' client; `region` is undefined where the function runs in the home region. */
export const documentClient = (region?: string): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(new DynamoDBClient(region === undefined ? {} : { region }), {
    marshallOptions: { removeUndefinedValues: true },
  });
