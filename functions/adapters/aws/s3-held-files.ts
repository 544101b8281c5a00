import {
  GetObjectCommand,
  type GetObjectCommandOutput,
  HeadObjectCommand,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { HeldFileFacts, HeldFiles } from '../../ports/held-files.ts';
import { deleteObjects } from './delete-objects.ts';

/** Nobody's cache keeps a copy; the bucket itself says so, since some fetch it there. */
const CACHE_CONTROL = 'private, no-store';
const disposition = ({ fileName }: HeldFileFacts): string => `inline; filename="${fileName}"`;

/**
 * The files of the private bucket, which no CDN reads. Who is to be told that a file is not there needs s3:ListBucket
 * besides: S3 answers anybody else that the access is denied.
 */
export const s3HeldFiles = (client: S3Client, bucket: string): HeldFiles => {
  const get = (key: string, range?: string): Promise<GetObjectCommandOutput> =>
    client.send(new GetObjectCommand({ Bucket: bucket, Key: key, Range: range }));
  return {
    put: async (key, bytes, file) => {
      await client.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: key,
          Body: bytes,
          ContentType: file.contentType,
          ContentDisposition: disposition(file),
          CacheControl: CACHE_CONTROL,
        }),
      );
    },

    delete: (keys) => deleteObjects(client, bucket, keys),

    has: async (key) => {
      try {
        await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
        return true;
      } catch (error) {
        if (error instanceof NotFound) return false;
        throw error;
      }
    },

    read: async (key, range) => {
      try {
        const { Body } = await get(key, range && `bytes=${range.first}-${range.last}`);
        return await Body?.transformToByteArray();
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },

    stream: async function* (key) {
      const { Body } = await get(key);
      if (Body === undefined) throw new Error('S3 gave no body.');
      yield* Body as AsyncIterable<Uint8Array>;
    },

    addressOf: (key, file, expiresIn) =>
      getSignedUrl(
        client,
        new GetObjectCommand({
          Bucket: bucket,
          Key: key,
          ResponseContentType: file.contentType,
          ResponseContentDisposition: disposition(file),
          ResponseCacheControl: CACHE_CONTROL,
        }),
        { expiresIn },
      ),
  };
};
