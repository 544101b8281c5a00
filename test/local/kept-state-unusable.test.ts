import { expect, test } from 'vitest';
import { blamingKept, KeptStateUnusable } from '../../bin/local/kept-state-unusable.ts';
import { Refusal } from '../../bin/local/refusal.ts';
import { Stopped } from '../../bin/local/stopped.ts';

const kept = {
  engine: 'v1 4566',
  source: 'hash',
  deployed: { restApiId: 'a', apiStageName: 'live', imageBucketName: 'pics' },
  keys: { free: 'f', pro: 'p' },
};

test('a failure on a kept state is put down to it, with its cause', async () => {
  const cause = new Refusal('It does not answer.');
  const failing = blamingKept(kept, () => Promise.reject(cause));
  await expect(failing).rejects.toThrow(KeptStateUnusable);
  await expect(failing).rejects.toMatchObject({ cause });
});

test('a failure without a kept state is what it is', async () => {
  const error = new Refusal('It does not answer.');
  await expect(blamingKept(undefined, () => Promise.reject(error))).rejects.toBe(error);
});

test('being stopped says nothing about the kept state', async () => {
  await expect(blamingKept(kept, () => Promise.reject(new Stopped()))).rejects.toThrow(Stopped);
});
