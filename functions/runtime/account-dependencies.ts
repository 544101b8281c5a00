import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoAccounts } from '../adapters/aws/dynamo-accounts.ts';
import { dynamoRateLimiter } from '../adapters/aws/dynamo-rate-limiter.ts';
import { pepperKeyHasher } from '../adapters/aws/pepper-key-hasher.ts';

import { log } from './log.ts';

/** What every function needs that lets a caller in by key. */
export const accountDependencies = (
  client: DynamoDBDocumentClient,
  environment: { readonly ACCOUNTS_TABLE: string; readonly PEPPER_SECRET_ARN: string },
) => ({
  accounts: dynamoAccounts(client, environment.ACCOUNTS_TABLE),
  keyHasher: pepperKeyHasher(new SecretsManagerClient(), environment.PEPPER_SECRET_ARN),
  rates: dynamoRateLimiter(client, environment.ACCOUNTS_TABLE),
  now: Date.now,
  log,
});
