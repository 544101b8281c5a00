import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { localAccount } from '../../bin/local/endpoint-environment.ts';
import { physicalNames } from '../../lib/config/names.ts';
import { readStage } from '../../lib/config/read-stage.ts';

/** The local stage behind its API, for tests that write and read rows and queues themselves. */
export const engineTables = (endpoint: string) => {
  const config = readStage((name) => (name === 'stage' ? 'local' : undefined));
  const names = physicalNames(config, localAccount);
  const { accountsTable: accounts, capturesTable: captures } = names;
  /** What a client of the AWS SDK needs to reach the engine. */
  const connection = {
    endpoint,
    region: config.region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(connection), {
    marshallOptions: { removeUndefinedValues: true },
  });
  return { client, config, names, connection, accounts, captures };
};
