import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { RateLimiter } from '../../ports/rate-limiter.ts';
import { rateKey } from './dynamo-keys.ts';
import { updateIf } from './update-if.ts';

/** After this a full bucket's row is deleted, in seconds. */
const KEPT_SECONDS = 3_600;

/**
 * Token buckets in DynamoDB as one number each: the moment at which the bucket is full again (the generic cell rate
 * algorithm), so that a take is a conditional addition. A full bucket costs one write, one in use two.
 */
export const dynamoRateLimiter = (client: DynamoDBDocumentClient, table: string): RateLimiter => {
  const tried = async (
    bucket: string,
    fullAt: string,
    condition: string,
    values: Readonly<Record<string, number>>,
  ): Promise<boolean> => {
    const update = {
      TableName: table,
      Key: rateKey(bucket),
      UpdateExpression: `SET fullAt = ${fullAt}, expiresAt = :expiresAt`,
      ConditionExpression: condition,
      ExpressionAttributeValues: values,
    };
    return (await updateIf(client, update)) !== undefined;
  };
  return {
    take: async (bucket, { burst, everyMs }, now) => {
      const expiresAt = { ':expiresAt': Math.ceil(now / 1_000) + KEPT_SECONDS };
      const fresh = { ...expiresAt, ':now': now, ':next': now + everyMs };
      if (await tried(bucket, ':next', 'attribute_not_exists(fullAt) OR fullAt <= :now', fresh)) return true;
      const used = { ...expiresAt, ':every': everyMs, ':latest': now + (burst - 1) * everyMs };
      return tried(bucket, 'fullAt + :every', 'fullAt <= :latest', used);
    },
  };
};
