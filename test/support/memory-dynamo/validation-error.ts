import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';

/** What DynamoDB answers to a request that is wrong in itself; the SDK has no class for it. */
export const validationError = (message: string): DynamoDBServiceException =>
  new DynamoDBServiceException({ name: 'ValidationException', $fault: 'client', $metadata: {}, message });
