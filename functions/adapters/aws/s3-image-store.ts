import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { ImageStore } from '../../ports/image-store.ts';
import { deleteObjects } from './delete-objects.ts';

/** Hosted pictures in S3. A token's file never changes, so caches may keep it for as long as there is one. */
export const s3ImageStore = (client: S3Client, bucket: string): ImageStore => ({
  put: async (key, bytes, { contentType, until }) => {
    await client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: bytes,
        ContentType: contentType,
        // A length of time would begin anew with each cache that fetches it.
        ...(until === undefined
          ? { CacheControl: 'public, max-age=31536000, immutable' }
          : { CacheControl: 'public, immutable', Expires: new Date(until) }),
      }),
    );
  },

  delete: (keys) => deleteObjects(client, bucket, keys),
});
