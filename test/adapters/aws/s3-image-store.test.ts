import { DeleteObjectsCommand, type PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { s3ImageStore } from '../../../functions/adapters/aws/s3-image-store.ts';
import { NOON } from '../../support/builders.ts';

const setUp = (errors: readonly { readonly Key: string; readonly Code: string }[] = []) => {
  const inputs: unknown[] = [];
  const s3 = new S3Client({ region: 'eu-west-3' });
  s3.send = async (command: PutObjectCommand | DeleteObjectsCommand) => {
    inputs.push(command.input);
    return command instanceof DeleteObjectsCommand && errors.length > 0 ? { Errors: errors } : {};
  };
  return { store: s3ImageStore(s3, 'bucket'), inputs };
};
const bytes = new Uint8Array([1, 2]);
const file = { Bucket: 'bucket', Key: 'a/aa/a.jpg', Body: bytes, ContentType: 'image/jpeg' };

describe('a hosted picture', () => {
  test('that is kept for good may be cached for good', async () => {
    const { store, inputs } = setUp();
    await store.put('a/aa/a.jpg', bytes, { contentType: 'image/jpeg' });
    expect(inputs).toEqual([{ ...file, CacheControl: 'public, max-age=31536000, immutable' }]);
  });

  test('that is kept for a time is forgotten by caches at that moment, whenever they fetched it', async () => {
    const { store, inputs } = setUp();
    await store.put('a/aa/a.jpg', bytes, { contentType: 'image/jpeg', until: NOON });
    expect(inputs).toEqual([{ ...file, CacheControl: 'public, immutable', Expires: new Date(NOON) }]);
  });

  test('is deleted with others in one call', async () => {
    const { store, inputs } = setUp();
    await store.delete(['one', 'two']);
    expect(inputs).toEqual([
      { Bucket: 'bucket', Delete: { Objects: [{ Key: 'one' }, { Key: 'two' }], Quiet: true } },
    ]);
  });

  test('that could not be deleted is said, although the call went through', async () => {
    const { store } = setUp([{ Key: 'two', Code: 'SlowDown' }]);
    await expect(store.delete(['one', 'two'])).rejects.toThrow('1 files were not deleted: SlowDown.');
  });
});
