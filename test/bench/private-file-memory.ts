import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { endpointEnvironment } from '../../bin/local/endpoint-environment.ts';
import { captureRow } from '../../functions/adapters/aws/capture-row.ts';
import { newCaptureToken } from '../../functions/domain/capture-token.ts';
import { heldPath } from '../../functions/domain/held-path.ts';
import { CALLBACK_FILE_MS } from '../../functions/domain/kept-times.ts';
import { seededBytes, someDone, someResult } from '../support/builders.ts';
import { engineTables } from '../support/engine-tables.ts';
import { report } from './figures.ts';

const LARGE = 20 * 1_024 * 1_024;
const SMALL = 10_000;

/** How much the memory of the function that serves private files grows when a file of 20 MB is fetched through it. */
export const privateFileMemory = async (endpoint: string): Promise<void> => {
  const { client, names, connection, captures } = engineTables(endpoint);
  const s3 = new S3Client({ ...connection, forcePathStyle: true });
  const random = seededBytes('private file');
  const now = Date.now();
  const store = async (fileSize: number, jobId: number): Promise<string> => {
    const one = someDone({
      token: newCaptureToken(random),
      jobId,
      result: someResult({ fileSize }),
      private: true,
      heldUntil: now + CALLBACK_FILE_MS,
    });
    const Body = Buffer.alloc(fileSize, jobId % 256);
    await s3.send(new PutObjectCommand({ Bucket: names.privateBucket, Key: heldPath(one), Body }));
    await client.send(new PutCommand({ TableName: captures, Item: captureRow(one, now) }));
    return one.token;
  };
  const [small, large] = [await store(SMALL, 2_000_001), await store(LARGE, 2_000_002)];
  const program = join(import.meta.dirname, 'private-file-process.ts');
  const child = spawn(process.execPath, ['--expose-gc', program, small, large], {
    env: {
      ...endpointEnvironment(endpoint),
      CAPTURES_TABLE: captures,
      PRIVATE_BUCKET: names.privateBucket,
      BROWSER_ORIGINS: '[]',
    },
    // The function's log.
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [output] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  const { grown, location } = JSON.parse(output) as { grown: number; location: string };
  const fetched = await (await fetch(location)).arrayBuffer();
  console.log('\nPrivate files');
  report('a file of 20 MB, fetched by the caller', `${(fetched.byteLength / 1_048_576).toFixed(1)} MB`);
  report('growth of the memory of the function', `${(grown / 1_048_576).toFixed(1)} MB`, '<= 16 MB');
};
