import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { physicalNames } from '../../lib/config/names.ts';
import { readStage } from '../../lib/config/read-stage.ts';

/** The local stage's tables behind the API, for tests that write and read rows themselves. */
export const engineTables = (endpoint: string) => {
  const config = readStage((name) => (name === 'stage' ? 'local' : undefined));
  const { accountsTable: accounts, capturesTable: captures } = physicalNames(config, '000000000000');
  const client = DynamoDBDocumentClient.from(
    new DynamoDBClient({
      endpoint,
      region: config.region,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    }),
    { marshallOptions: { removeUndefinedValues: true } },
  );
  return { client, config, accounts, captures };
};
