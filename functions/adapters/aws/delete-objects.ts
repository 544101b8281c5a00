import { DeleteObjectsCommand, type S3Client } from '@aws-sdk/client-s3';

/** Deletes objects of a bucket, at most 1,000; one that is not there is no error. Throws when one was not deleted. */
export const deleteObjects = async (
  client: S3Client,
  bucket: string,
  keys: readonly string[],
): Promise<void> => {
  const { Errors = [] } = await client.send(
    new DeleteObjectsCommand({
      Bucket: bucket,
      Delete: { Objects: keys.map((Key) => ({ Key })), Quiet: true },
    }),
  );
  const [first] = Errors;
  if (first !== undefined) throw new Error(`${Errors.length} files were not deleted: ${first.Code}.`);
};
