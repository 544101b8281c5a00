import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { ImageStore } from '../../ports.ts';

/** Hosted pictures in S3. A token's file never changes, so caches may keep it for good. */
export const s3ImageStore = (client: S3Client, bucket: string): ImageStore => ({
  put: async (key, bytes, contentType) => {
    await client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: bytes,
        ContentType: contentType,
        CacheControl: 'public, max-age=31536000, immutable',
      }),
    );
  },
});
