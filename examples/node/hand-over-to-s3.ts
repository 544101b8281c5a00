// A receiver that hands results over to a bucket of yours, under a key that the token decides.
//
//   npm install @aws-sdk/client-s3
//   CALLBACK_SECRET=... BUCKET=... node hand-over-to-s3.ts --cert cert.pem --key key.pem
//
// A result that comes twice is put twice to the same key, which is the same as once.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import { parseArgs } from 'node:util';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { type Result, receiver } from './receiver.ts';

/** Puts a result's file into a bucket, with what it is of as metadata. */
export const keepInBucket =
  (s3: S3Client, bucket: string) =>
  async ({ token, jobId, file, error }: Result): Promise<void> => {
    if (file === undefined) {
      console.log(`${token} failed: ${error}`);
      return;
    }
    await s3.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: `captures/${file.name}`,
        Body: file.bytes,
        ContentType: file.type,
        Metadata: { job: String(jobId) },
      }),
    );
    console.log(`${token}: s3://${bucket}/captures/${file.name}`);
  };

const main = async (): Promise<void> => {
  const { S3Client } = await import('@aws-sdk/client-s3');
  const { values } = parseArgs({
    options: {
      cert: { type: 'string', default: 'cert.pem' },
      key: { type: 'string', default: 'key.pem' },
      port: { type: 'string', default: '9443' },
    },
  });
  const { CALLBACK_SECRET: secret, BUCKET: bucket } = process.env;
  if (!secret || !bucket) throw new Error('Set CALLBACK_SECRET and BUCKET.');
  const tls = { cert: await readFile(values.cert), key: await readFile(values.key) };
  createServer(tls, receiver({ secret, keep: keepInBucket(new S3Client(), bucket) })).listen(
    Number(values.port),
  );
};

if (import.meta.main) await main();
