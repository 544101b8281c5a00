import { createHash } from 'node:crypto';
import type { AccountProfile, Plans } from '../../functions/domain/account.ts';
import type { CaptureIn } from '../../functions/domain/capture.ts';
import { type CaptureOptions, captureOptions } from '../../functions/domain/capture-options.ts';
import type { KeyHasher, RandomBytes } from '../../functions/ports.ts';

/** The moment that tests call now: 2026-11-23T12:00:00Z. */
export const NOON = Date.UTC(2026, 10, 23, 12);
export const MONTH = '2026-11';

export const somePlans: Plans = {
  free: { monthlyQuota: 3, inflightCap: 3, batchLimit: 500 },
  pro: { monthlyQuota: 10, inflightCap: 50, batchLimit: 5_000 },
};

export const someProfile = (changes: Partial<AccountProfile> = {}): AccountProfile => ({
  id: 'account1',
  name: 'test',
  plan: 'free',
  credit: 0,
  inflight: 0,
  createdAt: NOON,
  ...changes,
});

export const someOptions = (changes: Partial<CaptureOptions> = {}): CaptureOptions =>
  captureOptions.parse({ url: 'https://example.com/', ...changes });

export const someToken = (letter = 'a'): string => letter.repeat(32);

export const someQueued = (changes: Partial<CaptureIn<'queued'>> = {}): CaptureIn<'queued'> => ({
  status: 'queued',
  token: someToken(),
  jobId: 1,
  accountId: 'account1',
  options: someOptions(),
  charge: { from: 'quota', month: MONTH },
  createdAt: NOON,
  dueAt: NOON + 7_000,
  warnings: [],
  attempt: 0,
  private: false,
  ...changes,
});

/** Bytes that look random and are the same in every run. */
export const seededBytes = (seed: string): RandomBytes => {
  let turn = 0;
  return (count) => {
    turn += 1;
    const blocks = Array.from({ length: Math.ceil(count / 32) }, (_, block) =>
      createHash('sha256').update(`${seed}/${turn}/${block}`).digest(),
    );
    return Buffer.concat(blocks).subarray(0, count);
  };
};

/** Hashes without a secret store. */
export const plainKeyHasher: KeyHasher = {
  hash: async (apiKey) => createHash('sha256').update(apiKey).digest('hex'),
};
