import { setTimeout as pause } from 'node:timers/promises';
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { dynamoAccountEraser } from '../../functions/adapters/aws/dynamo-account-eraser.ts';
import { dynamoCaptures } from '../../functions/adapters/aws/dynamo-captures.ts';
import { s3HeldFiles } from '../../functions/adapters/aws/s3-held-files.ts';
import { s3ImageStore } from '../../functions/adapters/aws/s3-image-store.ts';
import { documentClient } from '../../functions/runtime/aws-clients.ts';
import type { EraseAccountDependencies, ErasureWait } from '../../functions/usecases/erase-account.ts';
import { physicalNames } from '../../lib/config/names.ts';
import { stageTarget } from './stage-target.ts';

const waitsFor: Readonly<Record<ErasureWait, string>> = {
  calls: 'calls that were let in before the keys were shut out have ended',
  renders: 'workers that were rendering its captures are gone and can write no more files',
};

// Standard output is for the receipt.
const waitUntil = async (at: number, what: ErasureWait): Promise<void> => {
  const seconds = Math.ceil((at - Date.now()) / 1_000);
  console.error(`Waiting ${seconds} s, until ${waitsFor[what]}.`);
  await pause(at - Date.now());
};

/** The real parts of erasing an account, at a stage. Throws as stageTarget does. */
export const erasureDependencies = async (stage: string): Promise<EraseAccountDependencies> => {
  const { accountsTable, capturesTable, config } = stageTarget(stage);
  const tables = { captures: capturesTable, accounts: accountsTable };
  const dynamo = documentClient();
  // A bucket's name has the AWS account in it, which the tables know without a further permission or client.
  const { Table } = await dynamo.send(new DescribeTableCommand({ TableName: capturesTable }));
  const awsAccount = Table?.TableArn?.split(':')[4];
  if (awsAccount === undefined) throw new Error('AWS does not say which account the tables are in.');
  // An engine has no host names for buckets.
  const s3 = new S3Client({ forcePathStyle: process.env['AWS_ENDPOINT_URL'] !== undefined });
  const { imageBucket, privateBucket } = physicalNames(config, awsAccount);
  return {
    captures: dynamoCaptures(dynamo, tables),
    eraser: dynamoAccountEraser(dynamo, tables),
    images: s3ImageStore(s3, imageBucket),
    held: s3HeldFiles(s3, privateBucket),
    now: Date.now,
    waitUntil,
  };
};
