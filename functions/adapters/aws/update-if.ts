import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';

/** Changes a row and answers it as it then is; undefined, and no change, when its condition does not hold. */
export const updateIf = async (
  client: DynamoDBDocumentClient,
  update: Omit<UpdateCommandInput, 'ReturnValues'>,
): Promise<Readonly<Record<string, unknown>> | undefined> => {
  try {
    const { Attributes } = await client.send(new UpdateCommand({ ...update, ReturnValues: 'ALL_NEW' }));
    return Attributes ?? {};
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
};
